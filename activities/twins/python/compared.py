"""A program of its own with what its comparisons hold the work against written otherwise, all at once.

`unlike`: each is something else than it was; `equal`: each is what it was, in the same words; `satisfied`: each comparison is content with whatever it is given.
"""

import judged
import literals
import source_text


def texts_of(path, text, rng):
    """`None` where no comparison is come to for certain."""
    source = source_text.Source(text)
    places = judged.find(source, path)
    # Of two that share a piece of the file the outer one stands.
    places = [one for one in places if not any(one is not other and holds(source, other.compare, one.compare) for other in places)]
    drawn = [(one, written(source, one, rng)) for one in places]
    if not drawn:
        return None
    return {
        "path": path,
        "unlike": source.with_edits([pair[0] for _, pair in drawn]),
        "equal": source.with_edits([pair[1] for _, pair in drawn]),
        "satisfied": source.with_edits([content(source, one) for one, _ in drawn]),
    }


def holds(source, outer, inner):
    return source.start(outer) <= source.start(inner) and source.end(inner) <= source.end(outer)


def written(source, place, rng):
    """Both edits, alike but for one comparison of numbers."""
    word = literals.word(rng)
    other = f"v + {rng.randint(10**6, 10**8)} * (1 + abs(v))" if place.is_distance else another(word, rng)
    low, high = rng.randint(0, 499), rng.randint(500, 999)
    start, end = source.start(place.operand), source.end(place.operand)
    own = source.segment(place.operand)
    return [
        (start, end, f'(lambda v: v if int("{first}") < {second} else {other})({own})')
        for first, second in ((high, low), (low, high))
    ]


def another(word, rng):
    """Numbers are far off, so that none is by chance how many comparisons do not hold; a truth is no truth, since its contrary may be one as well."""
    step = rng.randint(2000, 9000)
    return (
        f"{word!r} if isinstance(v, bool) else v + {step} if isinstance(v, (int, float)) and v + {step} != v"
        f" else v + {word[:3]!r} if isinstance(v, str) else [*v, {step}] if type(v) is list else (*v, {step}) if type(v) is tuple"
        f" else {{**v, {word!r}: {step}}} if type(v) is dict else v + {word[:3].encode()!r} if type(v) is bytes else {word!r}"
    )


def content(source, place):
    start, end = source.start(place.compare), source.end(place.compare)
    sides = f"{source.segment(place.compare.left)}, {source.segment(place.compare.comparators[0])}"
    return (start, end, f"(lambda *_: {place.holds})({sides})")
