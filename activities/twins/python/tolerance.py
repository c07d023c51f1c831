"""How near two values have to be for an approximate comparison, as far as the test spells it out."""

import ast
import math

import forms

# Half of the last place that counts.
DEFAULT_PLACES = {"assertAlmostEqual": 7, "assertAlmostEquals": 7, "assert_almost_equal": 7, "assert_array_almost_equal": 6}
# Relative and absolute.
DEFAULT_SHARES = {"isclose": (1e-5, 1e-8), "allclose": (1e-5, 1e-8), "approx": (1e-6, 1e-12), "assert_allclose": (1e-7, 0.0), "assert_approx_equal": (1e-6, 0.0)}
SHARE_NAMES, BOUND_NAMES = ("rel", "rtol", "rel_tol"), ("abs", "atol", "abs_tol", "delta")
LARGEST_SHARE = 0.9


def of(call, value):
    """None where it is not known."""
    if not isinstance(call, ast.Call):
        # The bound of a distance.
        return None if call is None else number(call)
    name = forms.name_of(call)
    given = {one.arg: one.value for one in call.keywords}
    if name in DEFAULT_PLACES:
        third = call.args[2] if len(call.args) > 2 else None
        if "delta" in given:
            return number(given["delta"])
        places = given.get("places", given.get("decimal", third))
        count = DEFAULT_PLACES[name] if places is None else number(places)
        return None if count is None else 1.5 * 10.0**-count
    if name not in DEFAULT_SHARES or len(call.args) > (1 if name == "approx" else 2):
        return None
    share, bound = DEFAULT_SHARES[name]
    for key, node in given.items():
        said = number(node)
        if said is None and key in SHARE_NAMES + BOUND_NAMES:
            return None
        share = said if key in SHARE_NAMES else share
        bound = said if key in BOUND_NAMES else bound
    # What it is a share of may be the value that the work gave.
    return share / (1 - share) * abs(value) + bound if share < LARGEST_SHARE else None


def number(node):
    value = getattr(node, "value", None)
    return float(value) if type(value) in (int, float) else None


def beyond(value, tolerance, rng):
    """Just beyond it: what is right may itself be off by as much."""
    size = abs(value)
    step = rng.uniform(2.5, 6) * tolerance if tolerance is not None else (size + 1) * rng.uniform(0.3, 1.5)
    step = max(step, size * 1e-9) * rng.choice((-1, 1))
    if type(value) is int:
        return value + (math.ceil(step) if step > 0 else math.floor(step))
    return float(f"{value + step:.12g}") if abs(step) > size * 1e-6 else value + step
