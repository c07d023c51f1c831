class BankAccount:
    pass
