def grown(amount, rate, years):
    raise NotImplementedError


def years_to_double(rate):
    raise NotImplementedError
