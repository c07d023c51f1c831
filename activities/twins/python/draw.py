"""Which expectations are changed: by lot, spread over files and cases."""

import re

from classify import CERTAIN, DOUBTFUL

ENOUGH = 3


def with_named(path, found, said):
    """A case that failed by its name has run: what is named counts as if nothing could skip it."""
    for one in found:
        if said and is_named(said, path, one):
            one.level = one.level_if_named
    return found


def usable(found):
    """Those that are looked at for certain; where these are few, those that likely are as well; never those in doubt."""
    certain = [one for one in found if one.level == CERTAIN]
    return certain if len(certain) >= ENOUGH else [one for one in found if one.level < DOUBTFUL]


def spread(files, said, rng):
    """All pairs (path, expectation): one of each file, of each case in it, then the second ones; every other one is named in `said`."""
    queues = []
    for path, found in files:
        cases = {}
        for one in found:
            cases.setdefault(one.case or "", []).append(one)
        lots = list(cases.values())
        for lot in lots:
            rng.shuffle(lot)
        rng.shuffle(lots)
        queues.append([(path, one) for one in in_turn(lots)])
    rng.shuffle(queues)
    order = in_turn(queues)
    named = [one for one in order if is_named(said, *one)]
    return in_turn([named, [one for one in order if not is_named(said, *one)]])


def is_named(said, path, one):
    """By the last part of its case's name, or by its file and line, as `drawing/named-in.ts` has it."""
    file = path.rsplit("/", 1)[-1]
    line = one.node.lineno
    words = [one.case.rsplit(".", 1)[-1]] if one.case else []
    words += [f"{file}:{line}", f'{file}", line {line}']
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in words)


def in_turn(lists):
    longest = max((len(one) for one in lists), default=0)
    return [one[at] for at in range(longest) for one in lists if at < len(one)]
