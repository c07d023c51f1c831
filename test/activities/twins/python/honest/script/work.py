def fizz(n):
    return "fizz" if n % 3 == 0 else str(n)
