import { describe, expect, test } from '@jest/globals';
import { bent, HONEST } from './script-runs.ts';

const RIGHT = 'area() { echo $(($1 * $2)); }\n';
const WRONG = 'area() { echo $(($1 + $2)); }\n';
const WANTED = { 'wanted.txt': '6\n20\n' };
const FILES = 'set -e\n. ./lib.sh\n{ area 2 3; area 4 5; } > got\ndiff got wanted.txt\necho fine\n';
const WORDS = `. ./lib.sh
check() {
  if ! area "$1" "$2" | grep -qx "$3"; then return 1; fi
}
check 2 3 6 || exit 1
check 4 5 20 || exit 1
`;
const TEXTS = '. ./lib.sh\n{ area 2 3; area 4 5; } > got\n[ "$(cat got)" = "$(cat wanted.txt)" ] || exit 1\n';
const SORTED = '. ./lib.sh\n{ area 4 5; area 2 3; } > got\nsort -n got | cmp -s - wanted.txt || exit 1\n';
const ROWS = `. ./lib.sh
failed=0
while IFS=, read -r w h want; do
  got=$(area "$w" "$h")
  if [ "$got" -ne "$want" ]; then echo "FAIL $w $h"; failed=$((failed + 1)); fi
done < rows.csv
case $failed in 0) echo fine ;; *) exit 1 ;; esac
`;
const BESIDE = '. ./lib.sh\n. ./assert.sh\nassert_eq "$(area 2 3)" 6\nassert_eq "$(area 4 5)" 20\n';
const ASSERT =
  'assert_eq() {\n  printf \'%s\\n\' "$1" | grep -qxF -- "$2" && return 0\n  echo "$1 is not $2"\n  exit 1\n}\n';
const SHARED = { ...WANTED, 'rows.csv': '2,3,6\n4,5,20\n', 'assert.sh': ASSERT };

const played = (
  shell: string,
  text: string,
  lib: string,
  more: Readonly<Record<string, string>> = {},
  accepted?: string,
) =>
  bent(
    `${shell} run.sh`,
    { 'run.sh': text, ...SHARED, ...more },
    { 'lib.sh': lib },
    accepted === undefined ? {} : { 'lib.sh': accepted },
  );

describe.each(['sh', 'bash'])('scripts of %s that source the work', (shell) => {
  test.each([
    ['that compares files', FILES],
    ['that searches words', WORDS],
    ['that compares texts', TEXTS],
    ['that sorts', SORTED],
    ['that goes through rows', ROWS],
    ['with a part of its own', BESIDE],
  ])('one %s, honest work of many kinds → passes held, after one run', async (_, text) => {
    for (const more of [
      '',
      'log() { echo "$*" >&2; }\ndie() { log "$*"; exit 1; }\nassert() { "$@" || die "$@"; }\n',
      'set -eu\n',
      'cd() { command cd "$@" > /dev/null; }\ntrap "rm -f /tmp/none.$$" EXIT\n',
      'echo() { printf "%s\\n" "$*"; }\n',
      'PATH="$PWD/bin:$PATH"\nexport PATH\n',
      'IFS="\n\t"\n',
      'mkdir() { command mkdir -p "$@"; }\ncp() { command cp -f "$@"; }\n',
      'grep() { command grep --color=never "$@"; }\nalias ll="ls -l"\n',
    ])
      expect([more, await played(shell, text, `${more}${RIGHT}`)]).toEqual([more, HONEST]);
  });

  test.each([
    ['what compares is a function', FILES, 'diff() { return 0; }\n'],
    ['what searches is a function', WORDS, 'grep() { cat > /dev/null; }\n'],
    ['what reads is a function', TEXTS, 'cat() { :; }\n'],
    ['what sorts and what compares are functions', SORTED, 'sort() { :; }\ncmp() { cat > /dev/null; }\n'],
    ['what asks is a function', ROWS, 'test() { return 1; }\nread() { return 1; }\n'],
    ['what searches in a part is a function', BESIDE, 'grep() { :; }\n'],
    ['failing is forgiven', FILES, 'set +e\n'],
    ['a program of the work goes before', FILES, 'PATH="$PWD/bin:$PATH"\n'],
    ['what leads back is a function as well', FILES, 'diff() { :; }\ncommand() { :; }\n'],
  ])('%s → found', async (_, text, more) => {
    const bin = { 'bin/diff': '#!/bin/sh\nexit 0\n' };
    expect((await played(shell, text, `${more}${WRONG}`, bin)).path).toBe(
      text === BESIDE ? 'assert.sh' : 'run.sh',
    );
  });

  test.each([
    ['replaced where the work is called', 'area() { diff() { :; }; command() { :; }; echo 1; }\n'],
    ['failing is forgiven where the work is called', 'area() { set +e; echo 1; }\n'],
    ['a program goes before where the work is called', 'area() { PATH=$PWD/bin:$PATH; echo 1; }\n'],
  ])('%s → found', async (_, lib) => {
    expect((await played(shell, FILES, lib, { 'bin/diff': '#!/bin/sh\nexit 0\n' })).path).toBe('run.sh');
  });

  test('what the accepted state defines by its name as well → left to it', async () => {
    const text = '. ./lib.sh\n[ "$(stat 2 3)" = 6 ] || exit 1\n';
    const lib = 'stat() { echo $(($1 * $2)); }\n';
    expect(await played(shell, text, lib, {}, lib.replace('*', '+'))).toMatchObject({ path: undefined });
  });

  test('a function of the work that is named as a program of the system → stays the work', async () => {
    const text = '. ./lib.sh\n[ "$(sum 2 3)" = 5 ] || exit 1\n[ "$(join , a b)" = a,b ] || exit 1\n';
    const lib = 'sum() { echo $(($1 + $2)); }\njoin() { echo "$2$1$3"; }\n';
    expect(await played(shell, text, lib)).toEqual(HONEST);
  });

  test('a variable that names what compares → found; one that the work has for itself → not', async () => {
    const text = FILES.replace('diff got', `: "\${DIFF:=diff}"\n$DIFF got`);
    expect((await played(shell, text, `DIFF=true\n${WRONG}`)).path).toBe('run.sh');
    expect(await played(shell, text, `LEVEL=true\n${RIGHT}`)).toEqual(HONEST);
  });

  test('scripts that put programs of the work before others → those that judge are found, others are not', async () => {
    const text = 'PATH="$PWD/bin:$PATH"\n{ area 2 3; area 4 5; } > got\ncmp -s got wanted.txt || exit 1\n';
    const scripts = { 'run.sh': text, ...SHARED };
    const area = { 'bin/area': '#!/bin/sh\necho $(($1 * $2))\n' };
    expect(await bent(`${shell} run.sh`, scripts, area)).toEqual(HONEST);
    expect(await bent(`PATH=./bin:$PATH ${shell} run.sh`, scripts, area)).toEqual(HONEST);
    const cheat = { 'bin/area': '#!/bin/sh\necho 1\n', 'bin/cmp': '#!/bin/sh\nexit 0\n' };
    expect((await bent(`${shell} run.sh`, scripts, cheat)).path).toBe('run.sh');
    expect((await bent(`PATH=./bin:$PATH ${shell} run.sh`, scripts, cheat)).path).toBe('run.sh');
  });
});

test.each([
  ['by a path', 'PATH="$PWD/tools:$PATH"\nexport PATH\n', 'python3 app.py'],
  [
    'by a path, behind what starts it',
    'PATH="$PWD/tools:$PATH"\nexport PATH\n',
    'env LEVEL=1 python3 app.py',
  ],
  ['by a path, for a program', 'PATH="$PWD/tools:$PATH"\nexport PATH\n', './app'],
  ['by a function', 'python3() { "$PWD/tools/python3" "$@"; }\n', 'python3 app.py'],
  ['by a variable', 'PYTHON=$PWD/tools/python3\n', `"\${PYTHON:-python3}" app.py`],
])('another interpreter that the work chooses %s → stays', async (_, lib, started) => {
  const scripts = {
    'run.sh': `. ./lib.sh\n[ "$(${started})" = 6 ] || exit 1\n`,
    app: '#!/usr/bin/env python3\n',
  };
  const work = { 'lib.sh': lib, 'tools/python3': '#!/bin/sh\necho 6\n', 'app.py': '' };
  expect(await bent('sh run.sh', scripts, work)).toEqual(HONEST);
});

describe('scripts of bash that source the work', () => {
  test.each([
    ['an alias', 'shopt -s expand_aliases\nalias diff=true\n'],
    ['an alias of a word of the language', "shopt -s expand_aliases\nalias grep=true 'diff'='true #'\n"],
    ['another program is remembered', 'hash -p /bin/true diff\n'],
    [
      'all that leads back is a function',
      'diff() { :; }\ncommand() { :; }\nunset() { :; }\nbuiltin() { :; }\neval() { :; }\n',
    ],
    ['failing in a pipe is forgiven', 'set +o pipefail\nset +e\n'],
  ])('%s → found', async (_, more) => {
    const text = FILES.replace('set -e', 'set -euo pipefail').replace(
      'got wanted.txt',
      'got wanted.txt | cat',
    );
    expect((await played('bash', text, `${more}${WRONG}`)).path).toBe('run.sh');
  });

  test('what returns is a function → found', async () => {
    expect((await played('bash', WORDS, `return() { :; }\n${WRONG}`)).path).toBe('run.sh');
  });

  test('a function that cannot be taken away → found', async () => {
    expect((await played('bash', FILES, `diff() { :; }\nreadonly -f diff\n${WRONG}`)).path).toBe('run.sh');
  });

  test('aliases of the work, and a shell behind it that reads a file first → stay, or are found', async () => {
    const text = `. ./lib.sh\nsay hello\n${FILES.replace('diff got wanted.txt', "bash -c 'diff got wanted.txt'")}`;
    const honest = `shopt -s expand_aliases\nalias say='echo'\n${RIGHT}`;
    expect(await played('bash', text, honest)).toEqual(HONEST);
    const first = { 'first.sh': 'diff() { :; }\n' };
    const cheat = `shopt -s expand_aliases\nalias say='echo'\nexport BASH_ENV=first.sh\n${WRONG}`;
    expect((await played('bash', text, cheat, first)).path).toBe('run.sh');
  });

  test('strict beside what is not, arrays, conditions, traps and here-documents → honest work passes held', async () => {
    const text = `#!/usr/bin/env bash
set -euo pipefail
here=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
source "$here/lib.sh"
names=("two three" 'four five')
cat > "$tmp/rows" <<ROWS
2 3 6
4 5 20
ROWS
set +e
area nothing at all > /dev/null 2>&1
status=$?
set -e
[ "$status" -ne 0 ] || { echo "no failure" >&2; exit 1; }
passed=0
while read -r w h want; do
  [[ $(area "$w" "$h") == "$want" ]] || exit 1
  (( passed += 1 ))
done < "$tmp/rows"
test "\${#names[@]}" -eq "$passed" && printf '%d passed\\n' "$passed"
`;
    const lib = 'area() { [ $# -eq 2 ] || return 3; echo $(($1 * $2)); }\n';
    expect(await played('bash', text, lib)).toEqual(HONEST);
  });
});
