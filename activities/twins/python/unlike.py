"""Expressions for something unlike `v`, which is only known when the test runs, and of its kind: whoever compares kinds lets it pass."""

LONGEST_STEP = 3
NOT_NONE = ["0", "1", "False", "True", "''", "[]", "{}"]
# What tests usually wait for, so that no class stands out as one that none would.
ERRORS = ["ValueError", "TypeError", "KeyError", "IndexError", "AttributeError", "OSError", "ZeroDivisionError", "RuntimeError"]
WARNINGS = ["DeprecationWarning", "UserWarning", "RuntimeWarning", "FutureWarning", "SyntaxWarning"]


def value(word, rng, mentioned):
    """Another value; one that the tests mention, where `mentioned` has some of its type."""
    step = rng.randint(1, LONGEST_STEP)
    made = (
        f"(not v) if v is True or v is False else v + {step} if isinstance(v, (int, float)) and v + {step} != v"
        f" else v + {word[:2] + word[-1]!r} if isinstance(v, str) else [*v, {step}] if type(v) is list"
        f" else (*v, {step}) if type(v) is tuple else {{**v, {word!r}: {step}}} if type(v) is dict"
        f" else v | {{{word!r}}} if type(v) in (set, frozenset) else v + {word[:2].encode()!r} if type(v) is bytes"
        f" else {rng.choice(NOT_NONE)} if v is None else {word!r}"
    )
    if not mentioned:
        return made
    return f"next((o for o in {mentioned!r} if type(o) is type(v) and o != v), {made})"


def error(word, rng, values, is_warning):
    """A class that no error of `v` is of, nor of a class below `v`; where all are, one that nothing raises."""
    usual = WARNINGS if is_warning else ERRORS
    names = rng.sample(usual, len(usual))
    if values.aim == "elsewhere":
        names = rng.sample(values.raised, len(values.raised)) + names
    apart = "isinstance(v, type) and not issubclass(c, v) and not issubclass(v, c)"
    own = f"type({word.capitalize()!r}, ({'Warning' if is_warning else 'Exception'},), {{}})"
    kinds = "(v if isinstance(v, tuple) else (v,))"
    return f"next((c for c in ({', '.join(dict.fromkeys(names))}) if all({apart} for v in {kinds})), {own})"
