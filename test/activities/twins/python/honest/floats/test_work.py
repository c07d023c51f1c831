import math
import unittest
from decimal import Decimal
from fractions import Fraction

from work import exact, mean, price


class FloatTest(unittest.TestCase):
    def test_mean(self):
        self.assertAlmostEqual(mean([1, 2]), 1.5)
        self.assertAlmostEqual(mean([0.1, 0.2]), 0.15, places=9)
        self.assertAlmostEqual(mean([100, 101]), 100, delta=1)
        self.assertNotAlmostEqual(mean([1, 2]), 1.7)
        self.assertEqual(mean([-0.0, 0.0]), -0.0)
        self.assertEqual(mean([1e308]), 1e308)
        self.assertTrue(math.isclose(mean([1, 3]), 2.0, rel_tol=1e-3))
        self.assertGreater(mean([1, 2]), 1)
        self.assertLessEqual(mean([1, 2]), 1.5)
        self.assertGreaterEqual(10_000, mean([1, 2]))

    def test_exact(self):
        self.assertEqual(exact([1, 2]), Fraction(3, 2))
        self.assertEqual(price("1.10"), Decimal("1.1"))
        self.assertIsInstance(exact([1]), Fraction)
        self.assertNotIsInstance(price("1"), float)
