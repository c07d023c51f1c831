class LruCache:
    def __init__(self, size):
        raise NotImplementedError
