def square(n):
    """The square.

    >>> square(3)
    9
    """
    return n * n
