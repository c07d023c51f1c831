def anagrams_of(word, candidates):
    lower = word.lower()
    return [
        candidate
        for candidate in candidates
        if candidate.lower() != lower and sorted(candidate.lower()) == sorted(lower)
    ]
