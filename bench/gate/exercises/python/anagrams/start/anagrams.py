def anagrams_of(word, candidates):
    raise NotImplementedError
