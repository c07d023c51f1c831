import os
import unittest

from work import words

NEEDS_NET = unittest.skipUnless(os.environ.get("NET"), "no network")


class SkippedTest(unittest.TestCase):
    @unittest.skip("later")
    def test_later(self):
        self.assertEqual(words("a b"), ["later"])

    @unittest.skipIf(True, "always")
    def test_conditional(self):
        self.assertEqual(words("a"), ["no"])

    def test_inside(self):
        self.skipTest("here")
        self.assertEqual(words("a"), ["no"])

    @unittest.expectedFailure
    def test_known(self):
        self.assertEqual(words("a"), ["b"])

    @NEEDS_NET
    def test_remote(self):
        self.assertEqual(words("a b"), ["remote"])

    def test_words(self):
        self.assertEqual(words("a b"), ["a", "b"])
        self.assertEqual(words(""), [])
        self.assertListEqual(words(" x\ty "), ["x", "y"])


@unittest.skipUnless(hasattr(os, "nope"), "elsewhere")
class ElsewhereTest(unittest.TestCase):
    def test_elsewhere(self):
        self.assertEqual(words("a"), 1)


class NoDatabaseTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise unittest.SkipTest("no database")

    def test_rows(self):
        self.assertEqual(words("a"), 1)
