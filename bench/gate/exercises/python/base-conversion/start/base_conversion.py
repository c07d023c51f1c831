def convert(digits, source, target):
    raise NotImplementedError
