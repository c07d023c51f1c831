import math


def grown(amount, rate, years):
    return amount * (1 + rate) ** years


def years_to_double(rate):
    return math.log(2) / math.log1p(rate) if rate > 0 else math.inf
