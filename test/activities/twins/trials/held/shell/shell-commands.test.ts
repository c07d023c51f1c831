import { describe, expect, test } from '@jest/globals';
import { shellCommands } from '../../../../../../activities/twins/trials/held/shell/shell-commands.ts';

const named = (text: string): string[] | undefined => shellCommands(text)?.map(({ name }) => name);

describe('shellCommands', () => {
  test.each([
    ['one behind another', 'a; b && c || d | e & f\ng', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    [
      'behind words of the language',
      'if ! a; then b; elif c; then d; else e; fi; f',
      ['a', 'b', 'c', 'd', 'e', 'f'],
    ],
    ['in loops', 'while read x; do a; done < f\nfor x in if cat; do b; done', ['read', 'a', 'b']],
    ['in loops of numbers', 'for ((i = 0; i < 3; i++)); do a; done', ['a']],
    ['in cases', 'case $(a b) in\n  test | c) d ;;\n  (e) f ;;\n  *) g\nesac\nh', ['a', 'd', 'f', 'g', 'h']],
    ['in groups and shells within', '{ a; } && (b; c) | d', ['a', 'b', 'c', 'd']],
    [
      'in substitutions',
      `a "$(b "$(c)" \`d\`)" \${x:-$(e)} <(f) > >(g)`,
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    ],
    ['behind assignments', 'X=1 Y=$(b) a; Z=2; A=(cat "$(c)" tail)', ['a', 'b', 'c']],
    ['behind redirections', '2>/dev/null > out a 2>&1 < in &> all; >&2 b', ['a', 'b']],
    ['no words of texts', "a 'cat; tail' \"cat; \\\" tail\" $'it\\'s; cat' # cat; tail\nb", ['a', 'b']],
    ['none of here-documents', "a <<EOF <<-'B'\ncat\nEOF\n\ttail\n\tB\nb <<< cat", ['a', 'b']],
    [
      'in functions',
      'a() { b; }\nfunction c { d; }\nfunction e() (f)\ng ()\n{\n  h\n}',
      ['b', 'd', 'f', 'h'],
    ],
    [
      'no conditions and sums',
      '[[ a < b && ( c =~ ^(d|e)$ ) ]] && f; ((g > 1)) || h $((i + (j)))',
      ['f', 'h'],
    ],
    ['on lines that go on', 'a \\\n  b | \\\n  c', ['a', 'c']],
    ['by another name', '$DIFF a; "$B" c; [ d ]', ['$DIFF', '"$B"', '[']],
  ])('commands %s → by their names, where they stand', (_, text, names) => {
    const found = shellCommands(text) ?? [];
    expect(found.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    for (const { at, name } of found) expect(text.slice(at, at + name.length)).toBe(name);
  });

  test.each(["a 'b", 'a "b', 'a $(b', 'a <<END\nb', 'case a in b', 'a ) b'])(
    'what has no end: %j → nothing',
    (text) => {
      expect(named(text)).toBeUndefined();
    },
  );

  test('assignments, words and redirections → where the command begins and ends', () => {
    const text = 'a; X=1 . ./lib.sh b > c || d';
    const found = shellCommands(text)?.find(({ name }) => name === '.');
    expect(text.slice(found?.start, found?.end)).toBe('X=1 . ./lib.sh b > c');
  });
});
