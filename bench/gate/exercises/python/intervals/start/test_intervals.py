import unittest

from intervals import merge


class MergeTest(unittest.TestCase):
    cases = {
        "none": ([], []),
        "one": ([(1, 2)], [(1, 2)]),
        "apart": ([(5, 6), (1, 2)], [(1, 2), (5, 6)]),
        "touching": ([(1, 3), (3, 4)], [(1, 4)]),
        "inside": ([(1, 10), (2, 3), (4, 5)], [(1, 10)]),
        "chain": ([(1, 4), (3, 7), (6, 9), (12, 13)], [(1, 9), (12, 13)]),
    }

    def test_cases(self):
        for name, (given, wanted) in self.cases.items():
            with self.subTest(name):
                self.assertEqual(merge(given), wanted)

    def test_input_stays(self):
        given = [(2, 3), (1, 2)]
        merge(given)
        self.assertEqual(given, [(2, 3), (1, 2)])
