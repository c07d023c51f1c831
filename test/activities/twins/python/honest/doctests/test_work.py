"""
>>> square(4)
16
"""

import doctest
import unittest

import work
from work import square


def load_tests(loader, tests, ignore):
    tests.addTests(doctest.DocTestSuite(work))
    tests.addTests(doctest.DocTestSuite())
    return tests


class SquareTest(unittest.TestCase):
    def test_square(self):
        """A docstring of a test, with `assertEqual(1, 2)` in it."""
        self.assertEqual(square(5), 25)
        self.assertEqual(square(-5), 25)
