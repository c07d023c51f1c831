# Ünïcödé, CRLF and a byte order mark.
import unittest
from work import greet, shape


class TextTest(unittest.TestCase):
	def test_greet(self) -> None:
		name: str = "Zoë"; self.assertEqual(greet(name), "Grüße, Zoë! 🎉"); self.assertEqual(greet(""), f"Grüße, {''}! 🎉")
		self.assertEqual(
			greet("a")  # comment (with "quotes"
			, "Grüße, "
			"a! 🎉",
		)

	def test_shape(self):
		self.assertEqual(shape({"kind": "circle", "r": 2}), ("circle", 2)); self.assertIsNone(shape(None))
		match shape([5]):
			case ("list", first):
				self.assertEqual(first, 5)
		self.assertEqual(shape("""a
b"""), ("other", "a\nb"))