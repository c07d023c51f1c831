"""Two things that are held against one another: bounds, containers, patterns, kinds. One of them is another that looks as right, and is not."""

import ast

import forms
import literals
import truths

MOST_CANDIDATES = 6
KINDS = ["int", "str", "float", "list", "dict", "tuple", "set", "bytes"]
OPERATORS = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.In: "in", ast.NotEq: "!="}


def edits_of(source, nodes, rng, values, is_impossible):
    call, a, b = nodes
    name = forms.name_of(call)
    if name == "assertIn" and is_filled(b):
        own, other = source.segment(b), repr(values.container_unlike(ast.literal_eval(b), rng))
        return [(source.start(b), source.end(b), literals.one_of_two(own, other, rng, is_impossible))]
    changed = None if b is None else changed_pair(name, a, b, rng, values)
    if changed is None:
        return [truths.one_of_both(source, call, rng, is_impossible)] if truths.contrary_of(call) else []
    truth = literals.truth(not is_impossible, rng)
    pair = f"*(lambda a, b: (a, b) if {truth} else {changed})({source.segment(a)}, {source.segment(b)})"
    return [(source.start(a), source.end(b), pair)]


def changed_pair(name, a, b, rng, values):
    """Both arguments with one changed; None where nothing better is known than the contrary."""
    if name in forms.UNEQUALITIES:
        return "(a, a)"
    if name.startswith(("assertGreater", "assertLess")):
        is_above = name.startswith("assertGreater")
        if forms.is_spelled_out(a) and not forms.is_spelled_out(b):
            return f"(({beyond('b', not is_above, rng, values)}, b) if isinstance(b, (int, float)) else (b, a))"
        return f"((a, {beyond('a', is_above, rng, values)}) if isinstance(a, (int, float)) else (b, a))"
    if name == "assertIn" and isinstance(a, ast.Constant):
        return missing(a.value, rng, values, "({}, b)")
    if name == "assertRegex" and isinstance(b, ast.Constant) and isinstance(b.value, str):
        patterns = tuple(values.patterns_unlike(b.value, rng))
        return f'(a, next((o for o in {patterns!r} if not __import__("re").search(o, a)), {patterns[0]!r}))'
    if name == "isinstance":
        return f"(a, {other_kind(rng)})"
    if values.aim == "elsewhere":
        return None
    if name == "assertIn":
        return f"(a, {apart_from_b(rng, values)})"
    if name == "assertNotIn" and is_filled(b) and not isinstance(b, ast.Constant):
        return "(a, type(b)((*b, a)))"
    if name == "assertIsInstance":
        return f"(a, {other_kind(rng)})"
    return {"assertNotIsInstance": "(a, type(a))", "assertIsNot": "(a, a)"}.get(name)


def apart_from_b(rng, values):
    """A list of what the suite mentions, and of its neighbours, without what is in `b`."""
    return f"[o for o in {tuple(values.mixture(rng))!r} if (type(o) is str or not isinstance(b, str)) and o not in b]"


def other_kind(rng):
    """One that it is not of; of what is of every kind, the first."""
    kinds = rng.sample(KINDS, len(KINDS))
    return f"next((o for o in ({', '.join(kinds)}) if not isinstance(a, o)), {kinds[0]})"


def is_filled(node):
    """A container that is written out, and has something in it."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value != ""
    return isinstance(node, (ast.List, ast.Tuple, ast.Set)) and node.elts != [] and forms.is_spelled_out(node)


def missing(value, rng, values, form):
    """Something like the value, which is not where that has to be; of those that all are there, the first."""
    if type(value) not in (int, float, str) or value == "":
        return None
    others = tuple(values.several_unlike(value, rng, MOST_CANDIDATES))
    return form.format(f"next((o for o in {others!r} if o not in b), {others[0]!r})")


def beyond(seen, is_above, rng, values):
    """A bound that what was seen is just not within, or one that the tests mention."""
    near = f"{seen} {'+' if is_above else '-'} {rng.randint(1, literals.LONGEST_STEP)}"
    numbers = sorted({one for one in values.mentioned_by(rng) if type(one) in (int, float)}, key=lambda _: rng.random())
    sign = ">" if is_above else "<"
    return f"next((o for o in {tuple(numbers)!r} if o {sign} {seen}), {near})" if numbers else near


def compared(source, node, rng, values, is_impossible):
    """`f() > 5`, `f() in (1, 2)`, `f() != 3`, in an `assert`."""
    operator = OPERATORS[type(node.ops[0])]
    a, b = node.left, node.comparators[0]
    truth = literals.truth(not is_impossible, rng)
    if operator == "in":
        changed = contained(a, b, truth, rng, values)
    elif operator == "!=":
        changed = f"a != (b if {truth} else a)"
    else:
        changed = bounded(operator, forms.is_spelled_out(a) and not forms.is_spelled_out(b), truth, rng, values)
    text = f"(lambda a, b: {changed})({source.segment(a)}, {source.segment(b)})"
    return [(source.start(node), source.end(node), text)]


def contained(a, b, truth, rng, values):
    if is_filled(b):
        return f"a in (b if {truth} else {values.container_unlike(ast.literal_eval(b), rng)!r})"
    other = missing(a.value, rng, values, "{}") if isinstance(a, ast.Constant) else None
    return f"a in (b if {truth} else {apart_from_b(rng, values)})" if other is None else f"(a if {truth} else {other}) in b"


def bounded(operator, is_turned, truth, rng, values):
    """`is_turned`: the bound stands first, as in `5 < f()`."""
    seen = "b" if is_turned else "a"
    bound = beyond(seen, operator.startswith(">") != is_turned, rng, values)
    other = f"({bound}) {operator} b" if is_turned else f"a {operator} ({bound})"
    plain = f"a {operator} b"
    return f"{plain} if {truth} else ({other} if isinstance({seen}, (int, float)) else not ({plain}))"
