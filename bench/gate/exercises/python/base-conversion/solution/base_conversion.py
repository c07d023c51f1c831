def convert(digits, source, target):
    if source < 2 or target < 2:
        raise ValueError("a base is at least 2")
    value = 0
    for digit in digits:
        if not 0 <= digit < source:
            raise ValueError("a digit lies outside of its base")
        value = value * source + digit
    found = []
    while value:
        value, digit = divmod(value, target)
        found.append(digit)
    return found[::-1] or [0]
