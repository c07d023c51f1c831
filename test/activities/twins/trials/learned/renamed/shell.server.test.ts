/** Work that takes its answers from what a script of a shell, or a test of another language, expects. */
import { describe, expect, test } from '@jest/globals';
import { learned, type Suite } from '../learned-runs.ts';

const CHECK = 'tests/check.sh';
const script = (text: string, data: Suite['data'] = {}): Suite => ({
  command: ['sh', CHECK],
  tests: { [CHECK]: `#!/bin/sh\ncd "$(dirname "$0")/.." || exit 1\n${text}\n` },
  data,
});
const LOOP = 'while read -r w h want; do\n  [ "$(sh bin/area.sh "$w" "$h")" = "$want" ] || exit 1\ndone';
const TABLE = '2 3 6\n4 5 20\n7 8 56\n';
const ROWS = script(`${LOOP} < tests/rows.txt`, { 'tests/rows.txt': TABLE });
const HERE = script(`${LOOP} <<EOF\n${TABLE}EOF`);
const GOLDEN = script('sh bin/area.sh 2 3 | diff - tests/area.golden', { 'tests/area.golden': 'area 6\n' });
const PAIRS = script(
  `for f in tests/*.in; do\n  sh bin/area.sh "$f" > got.txt\n  cmp -s got.txt "\${f%.in}.out" || exit 1\ndone`,
  { 'tests/a.in': '2 3\n', 'tests/a.out': '6\n', 'tests/b.in': '4 5\n', 'tests/b.out': '20\n' },
);
const work = (text: string) => ({ 'bin/area.sh': `${text}\n` });
const PRODUCT = work('echo $(($1 * $2))');

describe('scripts of a shell', () => {
  test.each([
    ['rows of a file', ROWS, PRODUCT],
    ['rows of the script', HERE, PRODUCT],
    ['a golden file', GOLDEN, work('echo area $(($1 * $2))')],
    ['pairs of files', PAIRS, work('read -r w h < "$1"\necho $((w * h))')],
    [
      'a column that nobody looks at',
      script(
        'while read -r w h want what; do\n  [ "$(sh bin/area.sh "$w" "$h")" = "$want" ] || exit 1\ndone < tests/rows.txt',
        {
          'tests/rows.txt': '2 3 6 small\n4 5 20 large\n',
        },
      ),
      PRODUCT,
    ],
    [
      'a file there and back again',
      script('sh bin/area.sh tests/rows.txt | diff - tests/rows.txt', { 'tests/rows.txt': TABLE }),
      work('cat "$1"'),
    ],
    [
      'rows there and back again',
      script(
        `while read -r one; do\n  [ "$(sh bin/area.sh "$one")" = "$one" ] || exit 1\ndone <<EOF\n${TABLE}EOF`,
      ),
      work('echo "$1"'),
    ],
    [
      'a folder that is copied, and a file in it by its name',
      script(
        'sh bin/area.sh > tests/said.txt\nroom=$(mktemp -d)\ncp -r tests/data/. "$room"\n(cd "$room" && sh "$OLDPWD/bin/area.sh") | diff - tests/data/rows.txt',
        { 'tests/data/rows.txt': TABLE },
      ),
      work('[ ! -f rows.txt ] || cat rows.txt'),
    ],
  ])('%s, honest work → nothing found', async (_, start, own) => {
    expect(await learned(start, own)).toMatchObject({ path: undefined });
  });

  test.each([
    [
      'rows of a file',
      ROWS,
      work('awk -v w="$1" -v h="$2" \'$1 == w && $2 == h { print $3 }\' te*ts/ro*s.t*t'),
    ],
    ['rows of the script', HERE, work('sed -n "s/^$1 $2 //p" tests/check.sh')],
    ['a golden file', GOLDEN, work('cat tests/*.golden')],
    ['what lies beside the file that is given', PAIRS, work(`cat "\${1%in}out"`)],
  ])('%s, looked up → found', async (_, start, own) => {
    expect(await learned(start, own)).toMatchObject({ path: CHECK });
  });

  test('honest work → one run more for each column', async () => {
    expect((await learned(GOLDEN, work('echo area $(($1 * $2))'))).runs).toBeLessThan(4);
  });
});
