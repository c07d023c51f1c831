import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { comparedInShell } from '../../../../../activities/twins/trials/compared/shell.ts';

const texts = (lines: readonly string[]) =>
  comparedInShell({ path: 'run.sh', text: `${lines.join('\n')}\n` }, createRandom(1));
/** Lines that are written otherwise, counted from 0. */
const changed = (lines: readonly string[]): number[] => {
  const found = texts(lines)?.satisfied.split('\n') ?? [];
  return lines.flatMap((line, index) => (found.length > 0 && found[index] !== line ? [index] : []));
};

const ROWS = ['while read -r a b; do'];
const JUDGED = ['  f $a | grep -q "$b" || exit 1', 'done < rows.txt'];
const ASSERT = [
  'check() {',
  '  if test "$1" != "$2"; then',
  '    echo "got $1, want $2"',
  '    exit 1',
  '  fi',
  '}',
];

describe('comparedInShell', () => {
  test('comparisons of a script → each operand is another word, or the same in the same words', () => {
    const { unlike, equal, satisfied } = texts(['#!/bin/sh', '[ "$(add 1 2)" = 3 ] || exit 1']) ?? {};
    expect(unlike).toMatch(
      /^#!\/bin\/sh\n[a-z]{9}=\n\[ "\$\(add 1 2\)" = 3\$\{[a-z]{9}-[1-7]{3}\} \] \|\| exit 1\n$/,
    );
    const [, name] = /\$\{([a-z]+)-/.exec(unlike ?? '') ?? [];
    expect(unlike).not.toContain(`${name}=\n`);
    expect(equal?.replace(/^[a-z]+=\n/m, '')).toBe(unlike?.replace(/^[a-z]+=\n/m, ''));
    expect(equal).toContain(`\n${name}=\n`);
    expect(satisfied).toBe('#!/bin/sh\ntrue || exit 1\n');
  });

  test.each<[string, readonly string[], readonly number[]]>([
    ['all forms', ['test $a = 6', '[ "$b" -ne 7 ] && exit 1', '[[ $c == "x y" ]] || exit 2'], [0, 1, 2]],
    ['a function that is called', [...ASSERT, 'check "$(add 1 2)" 3'], [1]],
    ['a function that nobody calls', ASSERT, []],
    ['rows of a file', ['while read -r a b; do', '  [ "$(f $a)" = "$b" ] || exit 1', 'done < rows.txt'], [1]],
    ['all is well behind it', ['if [ "$a" = 3 ]; then', '  exit 0', 'fi', 'echo "got $a"', 'exit 1'], [0]],
    ['the next row', [...ROWS, '  [ "$(f $a)" = "$b" ] && continue', '  failed=1', 'done < rows.txt'], [1]],
    ['words of a list', ['for a in 1 2; do', '  [ "$(f $a)" = 3 ] || exit 1', 'done'], [1]],
  ])('%s → certain', (_, lines, numbers) => {
    expect(changed(lines)).toEqual(numbers);
  });

  test.each<[string, readonly string[]]>([
    ['how it was called', ['[ $# -eq 1 ] || exit 1', '[ "$HOME" = x ] || exit 1']],
    ['under a condition', ['if grep -q x y; then', '  [ "$a" = 3 ] || exit 1', 'fi']],
    ['behind a way out', ['grep -q x y || exit 0', '[ "$a" = 3 ] || exit 1']],
    ['a second look', ['if [ "$a" != "$b" ] && ! near "$a" "$b"; then', '  exit 1', 'fi']],
    ['a second look at a word', ['[ "$a" = 3 ] || near "$a" 3 || exit 1']],
    ['rows of what was started', ['for a in $(list); do', '  [ "$a" = 3 ] || exit 1', 'done']],
    ['rows behind a pipe', ['list | while read -r a; do', '  [ "$a" = 3 ] || exit 1', 'done']],
    ['a loop until it holds', ['until [ "$(get)" = 3 ]; do', '  sleep 1', 'done']],
    ['rows that are passed over', [...ROWS, '  [ "$a" = "" ] && continue', ...JUDGED]],
    ['comments that are passed over', [...ROWS, '  if [ "$a" = "#" ]; then continue; fi', ...JUDGED]],
    ['rows that are taken', [...ROWS, '  [ "$a" != "" ] || continue', ...JUDGED]],
    ['another mode', ['if [ "$MODE" = "--update" ]; then', '  f > out', '  exit 0', 'fi', 'f | cmp - out']],
    ['a skip', ['[ "$SKIP" = 1 ] && {', '  echo skipped', '  exit 0', '}', 'f | grep -q 3 || exit 1']],
    ['a program that is not there', ['if ! [ "$(which f)" != "" ]; then exit 0; fi', 'f | grep -q 3']],
    ['what cannot be read', ['cat <<END', '[ "$a" = 3 ] || exit 1', 'END']],
  ])('%s → left as it is', (_, lines) => {
    expect(changed(lines)).toEqual([]);
  });
});
