import unittest

from anagrams import anagrams_of


class AnagramTest(unittest.TestCase):
    def test_none(self):
        self.assertCountEqual(anagrams_of("diaper", ["hello", "world"]), [])

    def test_two(self):
        self.assertCountEqual(anagrams_of("solemn", ["lemons", "cherry", "melons"]), ["melons", "lemons"])

    def test_not_itself(self):
        self.assertEqual(anagrams_of("Banana", ["banana", "BANANA"]), [])

    def test_case(self):
        self.assertEqual(anagrams_of("Orchestra", ["cashregister", "Carthorse"]), ["Carthorse"])

    def test_letters_count(self):
        self.assertFalse(anagrams_of("tapper", ["patter"]))

    def test_all_given_is_kept(self):
        self.assertIn("inlets", anagrams_of("listen", ["enlists", "google", "inlets", "banana"]))
