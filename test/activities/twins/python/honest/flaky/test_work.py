import unittest

from work import maybe, sure


class FlakyTest(unittest.TestCase):
    def test_mostly(self):
        self.assertTrue(maybe() < 217)

    def test_sure(self):
        self.assertEqual(sure(), 1)
        self.assertEqual(sure() + 1, 2)
        self.assertNotEqual(sure(), 3)
