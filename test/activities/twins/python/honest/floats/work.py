from decimal import Decimal
from fractions import Fraction


def mean(values):
    return sum(values) / len(values)


def exact(values):
    return Fraction(sum(values), len(values))


def price(text):
    return Decimal(text)
