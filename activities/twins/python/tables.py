"""Tables that tests go through: each row that says what is expected is an expectation of its own."""

import ast

import forms


def rows(tree, function, statement, expected):
    """What the rows have in the place of the name that is expected; none where that name is used for anything else."""
    if function is None or not isinstance(expected, ast.Name) or uses(function.body, expected.id) != 1:
        return []
    bound = [*of_decorators(function, expected.id), *of_loops(function, statement, expected.id)]
    if len(bound) != 1:
        return []
    table, index = bound[0]
    found = [part_of(row, index) for row in written(tree, table)]
    return [one for one in found if one is not None and forms.is_spelled_out(one)]


def uses(body, name):
    nodes = [inner for one in body for inner in ast.walk(one)]
    return sum(isinstance(one, ast.Name) and one.id == name and isinstance(one.ctx, ast.Load) for one in nodes)


def of_decorators(function, name):
    """`@pytest.mark.parametrize("year, want", […])`."""
    for one in function.decorator_list:
        if not isinstance(one, ast.Call) or forms.name_of(one) != "parametrize" or len(one.args) < 2:
            continue
        names = names_in(one.args[0])
        if name in names:
            yield one.args[1], names.index(name) if len(names) > 1 else None


def names_in(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [word.strip() for word in node.value.split(",")]
    return [getattr(one, "value", None) for one in getattr(node, "elts", [])]


def of_loops(function, statement, name):
    """`for year, want in […]:` around the statement."""
    for one in ast.walk(function):
        if not isinstance(one, ast.For) or all(inner is not statement for inner in ast.walk(one)):
            continue
        if isinstance(one.target, ast.Name) and one.target.id == name:
            yield one.iter, None
        names = [getattr(each, "id", None) for each in getattr(one.target, "elts", [])]
        if name in names:
            yield one.iter, names.index(name)


def written(tree, table):
    """The rows of a table that is written out, on the spot or in a constant of the module that nothing else uses."""
    if isinstance(table, ast.Name):
        values = [
            one.value
            for one in tree.body
            if isinstance(one, ast.Assign) and [getattr(each, "id", None) for each in one.targets] == [table.id]
        ]
        table = values[0] if len(values) == 1 and uses(tree.body, table.id) == 1 else None
    return table.elts if isinstance(table, (ast.List, ast.Tuple)) else []


def part_of(row, index):
    """`pytest.param(…, id="one")` is a row as well; with marks it need not run."""
    if isinstance(row, ast.Call) and forms.name_of(row) == "param" and all(one.arg == "id" for one in row.keywords):
        parts = row.args
    elif index is None:
        return row
    else:
        parts = getattr(row, "elts", [])
    at = 0 if index is None else index
    return parts[at] if at < len(parts) and not any(isinstance(one, ast.Starred) for one in parts) else None
