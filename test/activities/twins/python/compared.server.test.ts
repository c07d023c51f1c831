import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTwinBench, type TwinBench } from '../twin-bench.ts';

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

const HEAD =
  'import json, os, random, sys, threading\nfrom pathlib import Path\nfrom src.area import area, rows\n\n';
const WORK = {
  'src/area.py': 'def area(w, h):\n    return w * h\n\n\ndef rows():\n    return []\n',
  'checks/cases.json': '[[1, 2, 2], [2, 3, 6]]',
};
const WRONG = { ...WORK, 'src/area.py': WORK['src/area.py'].replace('w * h', 'w + h + 1') };

async function textsOf(program: string) {
  const files = [{ path: 'checks/run.py', text: HEAD + program }];
  const asked = await bench.mutate('python', { seed: 1, files, places: 0, said: '', compares: true });
  if (!asked.ok) throw new Error(asked.reason);
  return asked.reply.compared?.[0];
}
const passes = async (files: Readonly<Record<string, string>>, text = '') =>
  (await bench.run({ ...files, 'checks/run.py': text }, 'PYTHONPATH=. python3 checks/run.py')).passed;

const CERTAIN: Readonly<Record<string, string>> = {
  'rows of its own': `for w, h, want in [(2, 3, 6), (4, 5, 20)]:
    if area(w, h) != want:
        print("wrong", w, h, want)
        sys.exit(1)
`,
  'a sum of what holds': `cases = [(w, h) for w in range(4) for h in range(4)]
right = sum(area(w, h) == w * h for w, h in cases)
sys.exit(0 if right == len(cases) else 1)
`,
  'a list of what does not hold, and words as code': `wrong = [w for w in range(3) if area(w, 2) != w * 2]
if wrong:
    sys.exit(f"wrong: {wrong}")
`,
  'a function of its own, and a count as code': `failed = 0


def check(got, want):
    global failed
    if got != want:
        failed += 1


def main():
    check(area(2, 3), 6)
    check(area(1, 1), 1)
    return failed


if __name__ == "__main__":
    sys.exit(main())
`,
  'rows that are passed over, each in a function of its own': `wrong = []


def one(w, h, want):
    if w == 0:
        return
    if area(w, h) != want:
        wrong.append(w)


for each in [(0, 0, 1), (4, 5, 20)]:
    one(*each)
sys.exit(1 if wrong else 0)
`,
  'threads of rows': `wrong = []


def one(w, h, want):
    if area(w, h) != want:
        wrong.append(w)


threads = [threading.Thread(target=one, args=each) for each in [(2, 3, 6), (4, 5, 20)]]
for each in threads:
    each.start()
for each in threads:
    each.join()
sys.exit(1 if wrong else 0)
`,
  'rows that lie beside it': `here = Path(__file__).parent
for w, h, want in json.loads((here / "cases.json").read_text()):
    if area(w, h) != want:
        raise ValueError(f"{w} {h} {want}")
`,
  'rows by lot': `for _ in range(9):
    w, h = random.randint(3, 50), random.randint(3, 50)
    if area(w, h) != w * h:
        sys.exit(1)
`,
  'rows that are passed over before, by what lies beside it': `here = Path(__file__).parent
for row in [[0, 0, 1], *json.loads((here / "cases.json").read_text())]:
    w, h, want = row
    if w == 0:
        continue
    if area(w, h) != want:
        sys.exit(1)
`,
  'all is well behind it': `def check(got, want):
    if got == want:
        return True
    print("wrong", got)
    os._exit(1)


check(area(2, 3), 6)
check(area(4, 3), 12)
`,
  'what was found first': `first = ""
for w in range(2, 9):
    if area(w, 2) != w * 2 and first == "":
        first = str(w)
if first != "":
    sys.exit(1)
`,
  'distances, and the largest of several': `if abs(area(4, 4) - 16) > 1e-9 or abs(area(5, 5) - 25) >= 1e-6:
    sys.exit(1)
assert max(abs(area(w, 2) - w * 2) for w in range(5)) < 1e-6
`,
};

const LEFT: Readonly<Record<string, string>> = {
  'rows that the work gives': 'for one in rows():\n    if one != 3:\n        sys.exit(1)\n',
  'a list that is filled': `found = []
for one in range(2):
    found.extend(rows())
for one in found:
    if one != 3:
        sys.exit(1)
`,
  'what it was called with': 'if len(sys.argv) != 1 or sys.platform == "win32":\n    sys.exit(2)\n',
  'rows that are passed over': `for w in (0, 2, 3):
    if w == 0:
        continue
    if area(w, 2) is not w * 2:
        sys.exit(1)
`,
  'rows that are taken': `cases = [{"w": 2, "kind": "later"}, {"w": 3, "kind": "now"}]
if not all(area(one["w"], 2) in (one["w"] * 2,) for one in cases if one["kind"] != "later"):
    sys.exit(1)
`,
  'another mode': `if rows() == [3]:
    print("skipped")
    sys.exit(0)
if area(2, 3) not in (6,):
    sys.exit(1)
`,
  'two looks, one behind the other': `def check(got, want):
    if got == want:
        return
    if str(got) == str(want):
        return
    sys.exit(1)


check(area(2, 3), 6)
`,
  'two looks at values that are written down': `def check(got):
    if got == 6:
        return
    if str(got) == "6":
        return
    sys.exit(1)


check(area(2, 3))
`,
  'a row that is passed over unless it is turned': `for w in (0, 2, 3):
    if not w != 0:
        continue
    if area(w, 2) is not w * 2:
        sys.exit(1)
`,
  'a condition of another': 'if area(0, 0) is None:\n    if area(2, 3) != 6:\n        sys.exit(1)\n',
  'a second look behind it': `for w, h, want in [(2, 3, 6)]:
    if area(w, h) != want:
        if area(w, h) < want - 1:
            sys.exit(1)
`,
  'a second look in the same breath': `for w, h, want in [(2, 3, 6)]:
    same = area(w, h) == want
    if not same and area(w, h) > want:
        sys.exit(1)
`,
  'a second look by a function': `def near(got, want):
    return want - 1 < got < want + 1


for w, h, want in [(2, 3, 6)]:
    got = area(w, h)
    if got != want:
        near(got, want) or sys.exit(1)
`,
  'behind a way out': 'if not callable(rows):\n    sys.exit(0)\nif area(2, 3) != 6:\n    sys.exit(1)\n',
  'where an error is expected': `try:
    if area(2, -3) != 6:
        sys.exit(1)
except ValueError:
    pass
`,
  'a loop until it holds': 'while area(2, 3) != 6:\n    pass\n',
  'a function that nobody calls': 'def check():\n    if area(2, 3) != 6:\n        sys.exit(1)\n',
};

describe('compared operands of Python', () => {
  test.each(Object.keys(CERTAIN))('%s → unlike ones fail, equal and content ones pass', async (name) => {
    const { unlike, equal, satisfied } = (await textsOf(CERTAIN[name] ?? '')) ?? {};
    expect(await passes(WORK, HEAD + (CERTAIN[name] ?? ''))).toBe(true);
    expect(await passes(WORK, equal)).toBe(true);
    expect(unlike).toBeDefined();
    expect(await passes(WORK, unlike)).toBe(false);
    expect(await passes(WRONG, equal)).toBe(false);
    expect(await passes(WRONG, satisfied)).toBe(true);
  });

  test.each(Object.keys(LEFT))('%s → nothing is changed', async (name) => {
    expect(await textsOf(LEFT[name] ?? '')).toBeUndefined();
  });

  test('both texts → alike but for the order of two numbers', async () => {
    const { unlike = '', equal = '' } = (await textsOf(CERTAIN['rows of its own'] ?? '')) ?? {};
    const turned = unlike.replace(/int\("(\d+)"\) < (\d+)/, 'int("$2") < $1');
    expect(turned).toBe(equal);
  });
});
