class Account:
    def __init__(self):
        self.balance = 0
        self.log = []

    def pay(self, amount):
        if amount <= 0:
            raise ValueError("amount")
        self.balance += amount
        self.log.append(("pay", amount))
