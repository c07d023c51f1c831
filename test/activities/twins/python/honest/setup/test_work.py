import unittest

from work import Account

OPENED = []


def setUpModule():
    OPENED.append(Account())
    assert OPENED[0].balance == 0


class SetUpTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = OPENED[0]
        cls.shared.pay(3)

    def setUp(self):
        self.account = Account()
        self.assertEqual(self.account.balance, 0)
        self.account.pay(10)

    def tearDown(self):
        self.assertGreaterEqual(self.account.balance, 10)

    def test_pay(self):
        self.account.pay(5)
        self.assertEqual(self.account.balance, 15)
        self.assertEqual(self.account.log, [("pay", 10), ("pay", 5)])

    def test_refuses(self):
        with self.assertRaises(ValueError):
            self.account.pay(0)

    def test_shared(self):
        self.assertIsNot(self.shared, self.account)
        self.assertIsNotNone(self.shared.log)
        self.assertTupleEqual(self.shared.log[0], ("pay", 3))
