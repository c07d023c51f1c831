"""Changes expectations of Python tests: a request on standard input, a reply on standard output (`mutation.ts`).

Nothing of the tests is imported or run: they are parsed, and changed by offsets, so that all else stays as it is.
"""

import json
import os
import random
import sys

# Isolated mode leaves the program's own folder out.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import draw
import expectations
import rewrite
import source_text


def reply_to(request):
    rng = random.Random(request["seed"])
    unread = []
    files = []
    for file in sorted(request["files"], key=lambda one: one["path"]):
        try:
            files.append((file["path"], *expectations.find(source_text.Source(file["text"]))))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            unread.append({"path": file["path"], "reason": f"{type(error).__name__}: {error}"[:200]})
    usable = [(path, source, draw.usable(found)) for path, source, found in files]

    def wanted(count, make, may):
        order = draw.spread([(path, found) for path, source, found in usable if may(source)], rng)
        sources = {path: source for path, source, _ in usable}
        made = []
        for path, one in order:
            if len(made) >= count:
                break
            mutation = make(path, sources[path], one, rng)
            if mutation is not None:
                made.append(mutation)
        return made

    return {
        "expectations": sum(len(found) for _, _, found in usable),
        "impossible": wanted(request["impossible"], rewrite.impossible, lambda source: True),
        # A test that looks at its own text may rightly fail when that is written differently.
        "equal": wanted(request["equal"], rewrite.equal, lambda source: not source.reads_itself()),
        "unread": unread,
    }


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    answer = reply_to(json.loads(sys.stdin.buffer.read().decode("utf-8")))
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
