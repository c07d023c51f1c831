import unittest

from bank_account import BankAccount


class BankAccountTest(unittest.TestCase):
    def setUp(self):
        self.account = BankAccount()
        self.account.open()

    def test_new_account_is_empty(self):
        self.assertEqual(self.account.balance(), 0)

    def test_deposit(self):
        self.account.deposit(100)
        self.account.deposit(50)
        self.assertEqual(self.account.balance(), 150)

    def test_withdraw(self):
        self.account.deposit(100)
        self.account.withdraw(30)
        self.assertEqual(self.account.balance(), 70)

    def test_overdraft(self):
        self.account.deposit(10)
        with self.assertRaises(ValueError) as caught:
            self.account.withdraw(11)
        self.assertIn("balance", str(caught.exception))
        self.assertEqual(self.account.balance(), 10)

    def test_closed(self):
        self.account.close()
        self.assertRaises(ValueError, self.account.balance)
        self.assertRaises(ValueError, self.account.deposit, 5)

    def test_negative(self):
        for amount in (-1, -100, 0):
            with self.subTest(amount=amount), self.assertRaises(ValueError):
                self.account.deposit(amount)
