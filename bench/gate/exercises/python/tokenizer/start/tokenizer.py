def tokenize(text):
    raise NotImplementedError
