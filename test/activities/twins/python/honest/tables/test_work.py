import unittest

from work import parity, roman

CASES = [(1, "I"), (4, "IV"), (9, "IX"), (13, "XIII")]
BY_NAME = {
    "four": {"given": 4, "expected": {"even": True, "n": 4}},
    "five": {"given": 5, "expected": {"even": False, "n": 5}},
}


class TableTest(unittest.TestCase):
    def test_roman(self):
        for given, expected in CASES:
            self.assertEqual(roman(given), expected, f"of {given}")

    def test_parity(self):
        for name, case in BY_NAME.items():
            self.assertEqual(parity(case["given"]), case["expected"], name)

    def test_all(self):
        self.assertEqual([roman(n) for n, _ in CASES], [want for _, want in CASES])
        self.assertTrue(all(roman(n) == want for n, want in CASES))
