import unittest

from tokenizer import tokenize


class TokenizerTest(unittest.TestCase):
    def test_number(self):
        self.assertEqual(tokenize("42"), [("number", 42)])

    def test_sum(self):
        self.assertEqual(tokenize("1 + 23"), [("number", 1), ("operator", "+"), ("number", 23)])

    def test_names_and_brackets(self):
        self.assertEqual(
            [kind for kind, _ in tokenize("f(x1, -2)")],
            ["name", "bracket", "name", "comma", "operator", "number", "bracket"],
        )

    def test_values(self):
        self.assertEqual([value for _, value in tokenize("ab*(c)")], ["ab", "*", "(", "c", ")"])

    def test_empty(self):
        self.assertEqual(tokenize("  "), [])

    def test_unknown(self):
        with self.assertRaises(SyntaxError):
            tokenize("1 ? 2")
