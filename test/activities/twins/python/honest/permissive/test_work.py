import unittest
from unittest.mock import ANY, Mock

from work import draw, measure


class PermissiveTest(unittest.TestCase):
    def test_near(self):
        self.assertEqual(measure(), 5)
        self.assertEqual(measure(), 6)

    def test_any(self):
        self.assertEqual({"at": draw([1, 2]), "of": 2}, {"at": ANY, "of": 2})

    def test_one_of(self):
        self.assertIn(draw("abc"), ["a", "b", "c"])
        self.assertIn(draw("abc"), "abcd")
        self.assertTrue(draw([1, 2]) < 5 or draw([1]) == 7)

    def test_called(self):
        called = Mock()
        called(draw([3]), key=1)
        called.assert_called_once_with(3, key=1)
        called.assert_called_with(ANY, key=1)
