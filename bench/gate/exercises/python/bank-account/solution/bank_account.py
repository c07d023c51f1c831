class BankAccount:
    def __init__(self):
        self._balance = None

    def open(self):
        self._balance = 0

    def close(self):
        self.balance()
        self._balance = None

    def balance(self):
        if self._balance is None:
            raise ValueError("the account is closed")
        return self._balance

    def deposit(self, amount):
        self._change(amount, amount)

    def withdraw(self, amount):
        if amount > self.balance():
            raise ValueError("the balance is too low")
        self._change(amount, -amount)

    def _change(self, amount, by):
        if amount <= 0:
            raise ValueError("an amount has to be positive")
        self._balance = self.balance() + by
