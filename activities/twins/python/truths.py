"""What has to be true or false, asked so that nothing but the answer tells which: the contrary assertion, or a comparison with either truth."""

import ast

import literals

CONTRARIES = {
    "assertTrue": "assertFalse", "assertIn": "assertNotIn", "assertIs": "assertIsNot", "assertIsNone": "assertIsNotNone",
    "assertIsInstance": "assertNotIsInstance", "assertRegex": "assertNotRegex", "assertEqual": "assertNotEqual",
    "assertAlmostEqual": "assertNotAlmostEqual",
}  # fmt: skip
CONTRARIES |= {contrary: name for name, contrary in CONTRARIES.items()}


def contrary_of(call):
    """The name of the assertion that says the contrary; None where there is none, or where the call names no object."""
    return CONTRARIES.get(call.func.attr) if call is not None and isinstance(call.func, ast.Attribute) else None


def one_of_both(source, call, rng, is_impossible):
    """The assertion is looked up by a name that is one of two when the test runs."""
    function = call.func
    names = [function.attr, contrary_of(call)]
    index = rng.randint(0, 1)
    if index == 1:
        names.reverse()
    chosen = literals.integer(index if not is_impossible else 1 - index, rng)
    looked_up = f'getattr({source.segment(function.value)}, ("{names[0]}", "{names[1]}")[{chosen}])'
    return (source.start(function), source.end(function), looked_up)


def edits_of(source, kind, nodes, rng, values, is_impossible):
    """Whoever answers as the assertion asks, by its name or by the words before the call, is asked in other words."""
    inner, region, call = nodes
    contrary = contrary_of(call)
    if contrary is not None and region is inner and values.aim == "near":
        return [one_of_both(source, call, rng, is_impossible)]
    is_true = kind == "truth"
    holds = is_true and region is inner
    edits = []
    if contrary is not None:
        end = source.end(call.func)
        edits.append((end - len(call.func.attr.encode()), end, contrary))
        is_true = not is_true
    truth = literals.truth(holds != is_impossible, rng)
    compared = f"(lambda v: bool(v) {'==' if is_true else '!='} {truth})({source.segment(inner)})"
    return [*edits, (source.start(region), source.end(region), compared)]
