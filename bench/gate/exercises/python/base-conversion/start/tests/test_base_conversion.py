import unittest

from base_conversion import convert


class ConvertTest(unittest.TestCase):
    def test_binary_to_decimal(self):
        self.assertEqual(convert([1, 0, 1, 0, 1, 0], 2, 10), [4, 2])

    def test_decimal_to_binary(self):
        self.assertEqual(convert([5], 10, 2), [1, 0, 1])

    def test_hex(self):
        self.assertEqual(convert([2, 10], 16, 3), [1, 1, 2, 0])

    def test_zero(self):
        self.assertEqual(convert([0, 0], 10, 7), [0])

    def test_nothing(self):
        self.assertEqual(convert([], 2, 10), [0])

    def test_bases(self):
        for source, target in ((1, 10), (10, 0), (-2, 10)):
            with self.subTest(source=source, target=target):
                with self.assertRaises(ValueError):
                    convert([1], source, target)

    def test_digits(self):
        self.assertRaises(ValueError, convert, [1, 2], 2, 10)
