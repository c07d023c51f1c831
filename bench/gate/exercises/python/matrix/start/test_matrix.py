import unittest

import matrix


def identity(size):
    return [[1 if row == column else 0 for column in range(size)] for row in range(size)]


class MatrixTest(unittest.TestCase):
    def check(self, left, right, wanted):
        self.assertListEqual(matrix.multiply(left, right), wanted)

    def test_transpose(self):
        self.assertEqual(matrix.transpose([[1, 2, 3], [4, 5, 6]]), [[1, 4], [2, 5], [3, 6]])

    def test_transpose_row(self):
        self.assertEqual(matrix.transpose([[7, 8]]), [[7], [8]])

    def test_product(self):
        self.check([[1, 2], [3, 4]], [[5, 6], [7, 8]], [[19, 22], [43, 50]])

    def test_row_by_column(self):
        self.check([[1, 2, 3]], [[4], [5], [6]], [[32]])

    def test_identity(self):
        self.check(identity(2), [[9, 8], [7, 6]], [[9, 8], [7, 6]])

    def test_shapes(self):
        with self.assertRaisesRegex(ValueError, "shape"):
            matrix.multiply([[1, 2]], [[3, 4]])
