import unittest

from roman_numerals import to_roman

CASES = [(1, "I"), (4, "IV"), (9, "IX"), (48, "XLVIII"), (93, "XCIII"), (402, "CDII"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")]


class RomanTest(unittest.TestCase):
    def test_table(self):
        for number, numeral in CASES:
            with self.subTest(number=number):
                self.assertEqual(to_roman(number), numeral)

    def test_zero(self):
        with self.assertRaises(ValueError):
            to_roman(0)
