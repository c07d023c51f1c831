import os


def maybe():
    return os.urandom(1)[0]


def sure():
    return 1
