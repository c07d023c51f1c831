import contextlib
import io
import unittest

from work import leap


class SubTest(unittest.TestCase):
    def test_years(self):
        for year, expected in {1900: False, 2000: True, 2023: False, 2024: True}.items():
            with self.subTest(year=year):
                self.assertIs(leap(year), expected)
                assert leap(year) == expected, "plain"

    def test_output(self):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            print(leap(4))
            self.assertTrue(leap(4))
        self.assertEqual(printed.getvalue(), "True\n")
        self.assertRegex(printed.getvalue(), r"^T\w+")
        self.assertFalse(leap(1))
        self.assertNotIn("x", printed.getvalue())
