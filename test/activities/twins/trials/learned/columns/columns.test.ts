import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../../activities/twins/drawing/random.ts';
import { columnsOf } from '../../../../../../activities/twins/trials/learned/columns/columns.ts';
import { drawValues } from '../../../../../../activities/twins/trials/learned/columns/draw-values.ts';

const columns = (path: string, text: string) =>
  columnsOf([{ path, text }]).map((places) => places.map((place) => place.text));

describe('columnsOf', () => {
  test.each([
    [
      'rows of JSON',
      't/a.json',
      '[[2, 3, 6], [4, 5, 20]]',
      [
        ['6', '20'],
        ['3', '5'],
        ['2', '4'],
      ],
    ],
    [
      'JSON by keys, what says that it is expected first',
      't/a.json',
      '[{"want": "x", "in": [1, 2], "n": 5}, {"want": "y", "in": [], "n": 6}]',
      [
        ['x', 'y'],
        ['5', '6'],
        ['1', '2'],
      ],
    ],
    ['JSON on each line', 't/a.jsonl', '{"a": 1}\n{"a": 2}\n', [['1', '2']]],
    [
      'truths, and what is neither',
      't/a.json',
      '[[1, true], [2, false], [3, null]]',
      [['true'], ['1', '2', '3']],
    ],
    ['a table with a head', 't/a.csv', 'w,h,area\n2,3,6\n', [['6'], ['3'], ['2']]],
    [
      'a table of words',
      't/a.csv',
      'a,A\nb,B\n',
      [
        ['A', 'B'],
        ['a', 'b'],
      ],
    ],
    ['answers by their questions', 't/a.json', '{"2,3": 6, "4,5": 20}', [['6', '20']]],
    ['cases by their names', 't/a.json', '{"case1": {"want": 6}, "case2": {"want": 20}}', [['6', '20']]],
    ['lines of text', 't/1.out', 'Total: 5\n\n7\n', [['Total', '7']]],
  ])('%s → by column', (_, path, text, wanted) => {
    expect(columns(path, text)).toEqual(wanted);
  });

  test('files of one kind → one column, expected output before its input', () => {
    const files = ['1.in', '2.in', '1.out', '2.out'].map((name) => ({
      path: `t/${name}`,
      text: `${name}\n`,
    }));
    expect(columnsOf(files).map((places) => places.map(({ path }) => path))).toEqual([
      ['t/1.out', 't/2.out'],
      ['t/1.in', 't/2.in'],
    ]);
  });
});

test('drawValues: each place → another value of its kind, and where it stands', () => {
  const text = '[{"a": 5, "b": "Ab c", "d": "12", "e": 1.5, "f": true, "g": "\\n"}]';
  const files = [{ path: 't/a.json', text }];
  const drawn = drawValues(files, columnsOf(files).flat(), createRandom(3));
  const [row] = JSON.parse(drawn.changes[0]?.text ?? '');
  expect(row).toEqual({
    a: expect.any(Number),
    b: expect.stringMatching(/^[A-Z][a-z]{9} c$/),
    d: expect.stringMatching(/^\d{3,}$/),
    e: expect.any(Number),
    f: expect.any(Number),
    g: '\n',
  });
  expect(drawn.numbers).toEqual(expect.arrayContaining([row.a, Number(row.d), row.e, row.f]));
  expect(drawn.places.get(row.a)?.text).toBe('5');
  expect(drawn.words).toEqual([row.b.slice(0, 10).toLowerCase()]);
});
