import { describe, expect, test } from '@jest/globals';
import { jsonFigures } from '../../../../activities/checks/figures/json-figures.ts';

const read = (output: string, path = 'p95') => {
  const figures = jsonFigures(output, path);
  return figures.ok ? figures.figures.map(({ value }) => value) : figures.reason;
};

describe('numbers in the JSON of an output', () => {
  test.each<[string, string, readonly number[]]>([
    ['{"p95": 12.5}', 'p95', [12.5]],
    ['noise\n{"results": [{"p95": 1}, {"p95": 2}]}\n', 'results[1].p95', [2]],
    ['{"a": 1}\nnot json\n{"a": 2}\ntrailing words', 'a', [1, 2]],
    ['{\n  "a": {\n    "b": 3\n  }\n}', 'a.b', [3]],
    ['[4, 5]', '1', [5]],
    ['[info] took {"p95": 97} (of [many] runs)', 'p95', [97]],
    ['{"a": 1}', 'b', []],
    ['{"a": 1}', 'constructor', []],
    ['[1]', 'push', []],
    ['"text"', 'length', []],
    ['', 'a', []],
    ['{"a": 1', 'a', []],
    ['{"a": {"p95": 500}, "p95": 1}', 'p95', [1]],
    ['{"p95": 97, "runs": [\n  {"p95": 130},\n  {"p95": 80}\n]}', 'p95', [97, 80]],
    ['{\n  "p95": 97,\n  "first": {\n    "p95": 130\n  }\n}', 'p95', [97]],
    ['{\n  "p95": 97,\n  "none":\n{}\n}', 'p95', [97]],
    ['{"text": "a \\"quoted\\" } \\u007d ] \\\\", "p95": 97}', 'p95', [97]],
  ])('%j, %s → %j', (output, path, values) => {
    expect(read(output, path)).toEqual(values);
  });

  test.each([
    ['{"p95": "97"}', 'p95 is "97" in the JSON, which is not a number'],
    ['{"p95": null}', 'p95 is null in the JSON, which is not a number'],
    ['{"p95": NaN, "why": "NaN in a \\"text\\""}', 'p95 is Infinity in the JSON, which is not a number'],
    ['{"p95": 1e999}', 'p95 is Infinity in the JSON, which is not a number'],
  ])('%j → refused by name', (output, reason) => {
    expect(read(`{"p95": 1}\n${output}\n`)).toBe(reason);
  });

  const TRUE = '{"p95":500}\n';
  const PRETTY = '{\n  "p95": 500\n}\n';
  test.each<[string, string, string]>([
    ['an open object', '{"x":', ''],
    ['an open array', '[1, ', ''],
    ['an open string', '{"x": "', ''],
    ['a string with an open escape', '{"x": "\\', ''],
    ['a quote', '"', ''],
    ['a bracket', '{', ''],
    ['many brackets', '[{'.repeat(500), ''],
    ['words', 'result ', ''],
    ['an unfinished colour', '\u001b[', ''],
    ['an unfinished title', '\u001b]', ''],
    ['a colour with a number', '\u001b[31', ''],
    ['an object around it', '{"p95":1,"x":', '}'],
    ['an object around it, on lines of its own', '{\n"p95":1,\n"x":\n', '}\n'],
    ['an object around it that looks printed', '{\n  "p95": 1,\n  "x": ', '}\n'],
    ['an array around it', '[[', ']]'],
  ])('%s in front of the true one → found all the same', (_, before, after) => {
    for (const true_ of [TRUE, PRETTY]) expect(read(`{"p95":1}\n${before}${true_}${after}`)).toContain(500);
  });

  test('colours inside of JSON → read as shown', () => {
    expect(read('\u001b[1;39m{\u001b[34m"p95"\u001b[0m: \u001b[32m97\u001b[0m}')).toEqual([97]);
  });

  test('a report of two megabytes on one line → read whole', () => {
    const suites = Array.from({ length: 20_000 }, (_, id) => ({
      id,
      tests: [{ title: `case ${id} {["`, p95: 900 }],
    }));
    expect(read(JSON.stringify({ suites, p95: 97 }))).toEqual([97]);
  });

  test('texts made to be expensive → an answer without going over them again and again', () => {
    const size = 1_000_000;
    expect(read('['.repeat(size))).toMatch(/nested too deeply/);
    expect(read('{"a":['.repeat(1_500))).toEqual([]);
    expect(read('["'.repeat(size))).toEqual([]);
    expect(read(`["${'[1,'.repeat(1_000)}`.repeat(100))).toEqual([]);
    expect(read(`${'[\n'.repeat(9_000)}${']\n'.repeat(9_000)}`, '1')).toMatch(/nested too deeply/);
    expect(read(`["${'[ '.repeat(size)}`)).toMatch(/nested too deeply/);
  });
});
