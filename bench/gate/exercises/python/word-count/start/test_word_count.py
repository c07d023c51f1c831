import unittest

from word_count import count_words


class WordCountTest(unittest.TestCase):
    def test_one(self):
        self.assertEqual(count_words("word"), {"word": 1})

    def test_many(self):
        self.assertEqual(count_words("one fish two fish"), {"one": 1, "fish": 2, "two": 1})

    def test_case(self):
        self.assertEqual(count_words("Go go GO"), {"go": 3})

    def test_punctuation(self):
        self.assertDictEqual(count_words("car: carpet, as java!"), {"car": 1, "carpet": 1, "as": 1, "java": 1})

    def test_apostrophe(self):
        self.assertEqual(count_words("don't 'quote' don't"), {"don't": 2, "quote": 1})

    def test_nothing(self):
        self.assertEqual(count_words(" \n "), {})
