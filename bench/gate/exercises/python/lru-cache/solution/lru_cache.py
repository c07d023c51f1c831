from collections import OrderedDict


class LruCache:
    def __init__(self, size):
        self._size = size
        self._entries = OrderedDict()

    def __len__(self):
        return len(self._entries)

    def get(self, key):
        if key not in self._entries:
            return None
        self._entries.move_to_end(key)
        return self._entries[key]

    def put(self, key, value):
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)
