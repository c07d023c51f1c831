def transpose(rows):
    return [list(column) for column in zip(*rows)]


def multiply(left, right):
    if len(left[0]) != len(right):
        raise ValueError("the shapes do not fit")
    columns = transpose(right)
    return [[sum(a * b for a, b in zip(row, column)) for column in columns] for row in left]
