#!/usr/bin/env python3
"""No runner: every function that is named for a check is called."""
import sys

from work import fizz


def check_fizz():
    assert fizz(3) == "fizz"
    assert not fizz(4) == "fizz", "four"
    assert "fizz" not in fizz(5)


def check_numbers():
    assert fizz(1) == "1" and fizz(2) == "2"
    if fizz(9) != "fizz":
        print("FAIL nine")
        sys.exit(1)


def main():
    check_fizz()
    check_numbers()
    print("all good")


if __name__ == "__main__":
    main()
