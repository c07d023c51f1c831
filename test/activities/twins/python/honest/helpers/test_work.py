import unittest

from checking import assert_parsed
from work import parse


class Base(unittest.TestCase):
    def assert_value(self, text, value):
        self.assertEqual(parse(text)["value"], value)

    def assert_unused(self, text):
        self.assertEqual(parse(text), "never")


class HelperTest(Base):
    def test_value(self):
        self.assert_value("a=1", "1")
        self.assert_value("a", None)

    def test_parsed(self):
        assert_parsed(parse(" b = 2 "), "b", "2")

    def test_names(self):
        def check(text, expected):
            self.assertEqual(parse(text)["name"], expected)

        for text in ("x=1", "x = 2"):
            check(text, "x")
