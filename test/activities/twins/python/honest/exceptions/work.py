import sys
import warnings


class Closed(Exception):
    pass


def open_door(key):
    if key is None:
        raise Closed("no key", 3)
    if key < 0:
        raise ValueError(f"bad key: {key}")
    if key == 99:
        sys.exit("gone")
    if key == 7:
        warnings.warn("old key", DeprecationWarning)
    return key
