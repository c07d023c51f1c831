"""Which expectations are changed: by lot, spread over files and cases."""

from classify import CERTAIN, DOUBTFUL

ENOUGH = 3


def usable(found):
    """Those that are looked at for certain; where these are few, those that likely are as well; never those in doubt."""
    certain = [one for one in found if one.level == CERTAIN]
    return certain if len(certain) >= ENOUGH else [one for one in found if one.level < DOUBTFUL]


def spread(files, rng):
    """All pairs (path, expectation): one of each file, of each case in it, then the second ones, and so on."""
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
    return in_turn(queues)


def in_turn(lists):
    longest = max((len(one) for one in lists), default=0)
    return [one[at] for at in range(longest) for one in lists if at < len(one)]
