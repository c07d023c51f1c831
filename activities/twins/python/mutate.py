"""Changes expectations of Python tests: a request on standard input, a reply on standard output (`mutation.ts`).

Nothing of the tests is imported or run: they are parsed, and changed by offsets, so that all else stays as it is.
"""

import json
import os
import random
import sys

# Isolated mode leaves the program's own folder out.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import compared
import draw
import expectations
import learned
import rewrite
import source_text
import values


def reply_to(request):
    rng = random.Random(request["seed"])
    if request.get("compares"):
        return {"expectations": 0, "impossible": [], "equal": [], **compared_in(request, rng)}
    unread = []
    files = []
    for file in sorted(request["files"], key=lambda one: one["path"]):
        try:
            files.append((file["path"], *expectations.find(source_text.Source(file["text"]))))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unread.append({"path": file["path"], "reason": f"{type(error).__name__}: {error}"[:200]})
    usable = [(path, source, draw.usable(draw.with_named(path, found, request["said"]))) for path, source, found in files]
    sources = {path: source for path, source, _ in usable}
    places = places_in(usable, sources, request, rng)
    of_file = {path: [one for one in places if one.path == path] for path in sources}
    impossible = [
        rewrite.made(one.path, sources[one.path], of_file[one.path], rng, one, one.others[turn])
        for turn in (0, 1)
        for one in places
        if turn < len(one.others)
    ]
    equal = [rewrite.made(path, sources[path], own, rng) for path, own in of_file.items() if own]
    together = [
        rewrite.made(path, sources[path], own, rng, together=wanted(request, sources[path]))
        for path, own in of_file.items()
        if own and request.get("atOnce")
    ]
    return {
        **({"together": [one for one in together if one is not None]} if request.get("atOnce") else {}),
        "expectations": sum(len(found) for _, _, found in usable),
        "impossible": [one for one in impossible if one is not None][: request["places"]],
        "equal": [one for one in equal if one is not None],
        "unread": unread,
    }


def compared_in(request, rng):
    found, unread = [], []
    for file in request["files"]:
        try:
            found.append(compared.texts_of(file["path"], file["text"], rng))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unread.append({"path": file["path"], "reason": f"{type(error).__name__}: {error}"[:200]})
    return {"compared": [one for one in found if one is not None], "unread": unread}


def wanted(request, source):
    """Which edits of a place were asked for at once: those that are named, or of every place the first."""
    if request.get("only") is None:
        return lambda place: place.others[0]
    names = {(one["path"], one["line"], one["what"]) for one in request["only"]}

    def edits(place):
        key = (place.path, place.one.node.lineno)
        return next((one for one in place.others if (*key, rewrite.what_of(source, one)) in names), None)

    return edits


def places_in(usable, sources, request, rng):
    """Which expectations are written otherwise; of two that share a piece of the file, the first."""
    known = values.Values()
    for source in sources.values():
        known.read(source.tree)
    for _, _, found in usable:
        for one in found:
            learned.learn(known, *one.form)
    order = draw.spread([(path, found) for path, _, found in usable], request["said"], rng)
    first = rng.randint(0, 1)
    places = []
    for path, one in order:
        if len(places) == request["places"]:
            break
        place = rewrite.Place(path, sources[path], one, known, rng, (first + len(places)) % 2)
        # Where nothing can be changed there is nothing to write.
        alone = rewrite.made(path, sources[path], [place], random.Random(0)) if place.others else None
        if alone is not None and not any(place.overlaps(other) for other in places):
            places.append(place)
    return places


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    answer = reply_to(json.loads(sys.stdin.buffer.read().decode("utf-8")))
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
