import hashlib
import inspect
import unittest
from pathlib import Path

from work import shout


class OwnSourceTest(unittest.TestCase):
    def test_shout(self):
        self.assertEqual(shout("a"), "A!")

    def test_length(self):
        self.assertEqual(len(Path(__file__).read_text().splitlines()), 27)

    def test_source(self):
        self.assertEqual(inspect.getsource(self.test_shout).count("\n"), 2)
        self.assertIn('"A!"', inspect.getsource(self.test_shout))

    def test_digest(self):
        digest = hashlib.sha256(Path(__file__).read_bytes()[:40]).hexdigest()
        self.assertEqual(len(digest), 64)
        self.assertEqual(shout(""), "!")


# Counted above: this is the last line but one.
#
