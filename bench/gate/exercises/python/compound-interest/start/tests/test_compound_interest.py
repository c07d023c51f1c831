import math
import unittest

from compound_interest import grown, years_to_double


class InterestTest(unittest.TestCase):
    def test_one_year(self):
        self.assertAlmostEqual(grown(100.0, 0.05, 1), 105.0)

    def test_ten_years(self):
        self.assertAlmostEqual(grown(1_000.0, 0.03, 10), 1343.916379, places=5)

    def test_no_years(self):
        self.assertEqual(grown(70.0, 0.2, 0), 70.0)

    def test_loss(self):
        self.assertAlmostEqual(grown(200.0, -0.5, 3), 25.0)

    def test_doubling(self):
        self.assertTrue(math.isclose(years_to_double(0.07), 10.244768, rel_tol=1e-6))
        self.assertAlmostEqual(years_to_double(1.0), 1.0)

    def test_never(self):
        self.assertEqual(years_to_double(0.0), math.inf)
