"""The forms that an expectation is written in: which part of it is expected, and how a change of that part is written.

Each form is (kind, nodes): `value` (a value that another has to equal), `loose` (the same, but about: with the comparison that says how near),
`truth` and `untruth` (an expression, the piece of the file that is true or false with it, and the call that asks), `compare` (two sides of an operator),
`relation` (a call, and two things that it holds against one another), `class` and `warning` (what has to be raised).
"""

import ast

EQUALITIES = {
    "assertEqual", "assertEquals", "assertListEqual", "assertTupleEqual", "assertSetEqual", "assertDictEqual",
    "assertSequenceEqual", "assertMultiLineEqual", "assertCountEqual", "assertItemsEqual", "assertAlmostEqual",
    "assertAlmostEquals", "assert_equal", "assert_equals", "assert_allclose", "assert_array_equal",
    "assert_almost_equal", "assert_array_almost_equal", "assert_frame_equal", "assert_series_equal", "assert_approx_equal",
}  # fmt: skip
LOOSE = {
    "assertAlmostEqual", "assertAlmostEquals", "assert_allclose", "assert_almost_equal", "assert_array_almost_equal",
    "assert_frame_equal", "assert_series_equal", "assert_approx_equal",
}  # fmt: skip
UNEQUALITIES = {"assertNotEqual", "assertNotEquals", "assertNotAlmostEqual", "assert_not_equal"}
RAISES = {"assertRaises", "assertRaisesRegex", "raises", "assertWarns", "assertWarnsRegex", "warns"}
RELATIONS = UNEQUALITIES | {
    "assertIs", "assertIsNot", "assertIn", "assertNotIn", "assertIsInstance", "assertNotIsInstance", "assertRegex", "assertNotRegex",
    "assertGreater", "assertGreaterEqual", "assertLess", "assertLessEqual",
}  # fmt: skip
CALLS = {"assert_called_with", "assert_called_once_with", "assert_any_call", "assert_awaited_with", "assert_awaited_once_with"}
COMPARED = (ast.Gt, ast.GtE, ast.Lt, ast.LtE, ast.In, ast.NotEq)
EXPECTED_WORDS = ("expect", "want", "should", "correct", "desired", "answer")


def of_statement(statement):
    if isinstance(statement, ast.Assert):
        return of_truth(statement.test)
    value = getattr(statement, "value", None) if isinstance(statement, ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    return of_call(value) if isinstance(value, ast.Call) else None


def name_of(call):
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def of_call(call):
    name, args = name_of(call), call.args
    if any(isinstance(arg, (ast.Starred, ast.GeneratorExp, ast.Yield)) for arg in args):
        return None
    if name in RAISES:
        return of_raises(call)
    if name in CALLS:
        return ("value", [args[0]]) if args else None
    if name in ("assertTrue", "assert_", "assert_true") and args:
        return of_truth(args[0], call)
    if name in ("assertFalse", "assert_false") and args:
        return ("untruth", [args[0], args[0], call])
    if name in ("assertIsNone", "assertIsNotNone") and args:
        return ("relation", [call, args[0], None])
    if len(args) < 2:
        return None
    if name in ("assertLess", "assertLessEqual"):
        near = of_distance(args[0], args[1])
        if near is not None:
            return near
    if name in EQUALITIES:
        return ("loose" if name in LOOSE else "value", [expected_of(args[0], args[1]), call])
    if name == "assertIs" and isinstance(getattr(args[1], "value", None), bool):
        return ("value", [args[1]])
    return ("relation", [call, *args[:2]]) if name in RELATIONS else None


def of_raises(node):
    """`assertRaises(ValueError)`, also before a block."""
    if not isinstance(node, ast.Call) or name_of(node) not in RAISES or not node.args:
        return None
    raised = node.args[0]
    if isinstance(raised, ast.Starred):
        return None
    return ("warning" if "arns" in name_of(node) else "class", [raised])


def of_truth(test, call=None):
    if isinstance(test, (ast.GeneratorExp, ast.Yield)):
        return None
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return of_truth(test.values[-1])
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return ("truth", [test.operand, test, call])
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
        approximate = [one for one in ast.walk(test) if isinstance(one, ast.Call) and "approx" in name_of(one)]
        return ("loose" if approximate else "value", [expected_of(test.left, test.comparators[0]), *approximate[:1]])
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], COMPARED):
        near = of_distance(test.left, test.comparators[0]) if isinstance(test.ops[0], (ast.Lt, ast.LtE)) else None
        return near or ("compare", [test])
    if isinstance(test, ast.Call) and len(test.args) > 1 and not any(isinstance(one, ast.Starred) for one in test.args):
        if name_of(test) in ("isclose", "allclose"):
            return ("loose", [expected_of(test.args[0], test.args[1]), test])
        if name_of(test) == "isinstance":
            return ("relation", [test, *test.args])
    return ("truth", [test, test, call])


def of_distance(distance, bound):
    """`abs(f() - 1.5) < 0.01`."""
    inner = distance.args[0] if isinstance(distance, ast.Call) and name_of(distance) in ("abs", "fabs") and distance.args else None
    if not isinstance(inner, ast.BinOp) or not isinstance(inner.op, ast.Sub):
        return None
    expected = expected_of(inner.left, inner.right)
    return ("loose", [expected, bound]) if is_spelled_out(expected) and is_spelled_out(bound) else None


def expected_of(first, second):
    """What is spelled out, or named so, is expected; else the second."""
    return first if weight_of(first) > weight_of(second) else second


def weight_of(node):
    if is_spelled_out(node):
        return 2
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return 1 if isinstance(name, str) and (any(word in name.lower() for word in EXPECTED_WORDS) or name.isupper()) else 0


def is_spelled_out(node):
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.UnaryOp):
        return is_spelled_out(node.operand)
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return all(is_spelled_out(one) for one in node.elts)
    return isinstance(node, ast.Dict) and all(one is not None and is_spelled_out(one) for one in node.values)
