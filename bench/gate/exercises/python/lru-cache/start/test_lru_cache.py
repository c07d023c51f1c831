import unittest

from lru_cache import LruCache


class LruCacheTest(unittest.TestCase):
    def test_keeps(self):
        cache = LruCache(2)
        cache.put("a", 1)
        self.assertEqual(cache.get("a"), 1)

    def test_unknown(self):
        self.assertIsNone(LruCache(1).get("a"))

    def test_forgets_the_oldest(self):
        cache = LruCache(2)
        for key, value in (("a", 1), ("b", 2), ("c", 3)):
            cache.put(key, value)
        self.assertEqual([cache.get(key) for key in "abc"], [None, 2, 3])

    def test_use_counts(self):
        cache = LruCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.get("a")
        cache.put("c", 3)
        self.assertEqual(cache.get("a"), 1)
        self.assertIsNone(cache.get("b"))

    def test_overwrites(self):
        cache = LruCache(2)
        cache.put("a", 1)
        cache.put("a", 5)
        self.assertEqual((cache.get("a"), len(cache)), (5, 1))
