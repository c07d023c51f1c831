import unittest

from leap import is_leap


class LeapTest(unittest.TestCase):
    def test_divisible_by_four(self):
        self.assertIs(is_leap(1996), True)

    def test_century(self):
        self.assertIs(is_leap(1900), False)

    def test_fourth_century(self):
        self.assertIs(is_leap(2000), True)

    def test_ordinary(self):
        self.assertIs(is_leap(1997), False)

    def test_far_away(self):
        self.assertIs(is_leap(2400), True)
