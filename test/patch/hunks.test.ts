import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hunksOf } from '../../patch/hunks.ts';
import { lineEdits } from '../../patch/line-diff.ts';

const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', '\n');
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('', 'end'))
  .map((parts) => parts.flat().join(''));

describe('lineEdits', () => {
  test('any two lists → each can be read off, and what is kept is as long as can be', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const edits = lineEdits(before, after);
        const without = (kind: string) => edits.flatMap((edit) => (edit.kind === kind ? [] : [edit.line]));
        expect(without('add')).toEqual(before);
        expect(without('drop')).toEqual(after);
        expect(edits.filter(({ kind }) => kind === 'keep')).toHaveLength(longestCommon(before, after));
      }),
    );
  });

  test('texts that share next to nothing → wholly replaced, in little time', () => {
    const [before, after] = ['x', 'y'].map((mark) => Array.from({ length: 5_000 }, (_, n) => `${mark}${n}`));
    const edits = lineEdits(['same', ...(before ?? [])], ['same', ...(after ?? [])]);
    expect(edits.filter(({ kind }) => kind === 'keep')).toEqual([{ kind: 'keep', line: 'same' }]);
    expect(edits).toHaveLength(10_001);
  });
});

/** It follows the rule of the text book, for short lists. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const lengths = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] ?? [];
      row[j] =
        a[i] === b[j]
          ? 1 + (lengths[i + 1]?.[j + 1] ?? 0)
          : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return lengths[0]?.[0] ?? 0;
}

describe('hunksOf', () => {
  test('one line of many → with three lines of context on either side', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\n';
    expect(hunksOf(before, before.replace('e', 'E'))).toEqual([
      '@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    ]);
  });

  test('a new text, one that is gone, and one that is the same → added whole, dropped whole, nothing', () => {
    expect(hunksOf(undefined, 'a\nb\n')).toEqual(['@@ -0,0 +1,2 @@\n+a\n+b\n']);
    expect(hunksOf('a\n', undefined)).toEqual(['@@ -1,1 +0,0 @@\n-a\n']);
    expect(hunksOf('a\n', 'a\n')).toEqual([]);
  });

  test('a line end that is missing → said', () => {
    expect(hunksOf('a', 'a\n')).toEqual(['@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n']);
  });

  test('any two texts → their hunks, applied by the letter, make the one of the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksOf(before, after);
        expect(applied(before, hunks)).toBe(after);
        expect(hunks.length === 0).toBe(before === after);
      }),
    );
  });
});

/** It is applied as the format says, with nothing forgiven. */
function applied(before: string, hunks: readonly string[]): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const made: string[] = [];
  let place = 0;
  for (const hunk of hunks) {
    const [head = '', ...lines] =
      hunk.replace(/\n\\ No newline at end of file\n/g, '¶').match(/[^\n¶]*[\n¶]/g) ?? [];
    const [start = 0, oldCount = 0, newStart = 0, newCount = 0] = (head.match(/\d+/g) ?? []).map(Number);
    const from = oldCount === 0 ? start : start - 1;
    made.push(...old.slice(place, from));
    expect(made).toHaveLength(newCount === 0 ? newStart : newStart - 1);
    place = from;
    for (const line of lines) {
      const content = line.slice(1).replace('¶', '');
      if (!line.startsWith('+')) expect(old[place]).toBe(content);
      if (!line.startsWith('+')) place += 1;
      if (!line.startsWith('-')) made.push(content);
    }
    expect(place - from).toBe(oldCount);
    expect(lines.filter((line) => !line.startsWith('-'))).toHaveLength(newCount);
  }
  return [...made, ...old.slice(place)].join('');
}
