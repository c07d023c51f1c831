import unittest
import warnings

from work import Closed, open_door


class ExceptionTest(unittest.TestCase):
    def test_closed(self):
        with self.assertRaises(Closed) as caught:
            open_door(None)
        self.assertEqual(caught.exception.args, ("no key", 3))

    def test_call_form(self):
        self.assertRaises(ValueError, open_door, -1)
        self.assertRaisesRegex(ValueError, "bad key: -\\d", open_door, -2)

    def test_either(self):
        with self.assertRaises((KeyError, ValueError)):
            open_door(-3)
            self.assertEqual(1, 2)

    def test_exit(self):
        with self.assertRaises(SystemExit):
            open_door(99)

    def test_warning(self):
        with self.assertWarns(DeprecationWarning):
            self.assertEqual(open_door(7), 7)
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            open_door(7)
        self.assertEqual([str(one.message) for one in seen], ["old key"])
