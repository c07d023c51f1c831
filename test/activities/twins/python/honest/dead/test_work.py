import sys
import unittest

from work import double


def never_called():
    assert double(1) == 3


class DeadTest(unittest.TestCase):
    def test_old(self):
        if sys.version_info < (3, 0):
            self.assertEqual(double(2), 5)
        self.assertEqual(double(2), 4)

    def test_returns(self):
        self.assertEqual(double(0), 0)
        return
        self.assertEqual(double(1), 7)

    def test_twice(self):
        self.assertEqual(double(1), 9)

    def test_twice(self):  # noqa: F811
        self.assertEqual(double(5), 10)

    def test_swallowed(self):
        try:
            self.assertEqual(double(3), 6)
        except Exception:
            pass

    def unused(self):
        self.assertEqual(double(3), 1)

    async def test_not_awaited(self):
        self.assertEqual(double(3), 1)


def test_of_no_class():
    assert double(2) == 99
