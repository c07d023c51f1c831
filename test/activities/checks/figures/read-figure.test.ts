import { describe, expect, test } from '@jest/globals';
import { readFigure } from '../../../../activities/checks/figures/read-figure.ts';

const below = (output: string, marker = 'p95_ms', baselineUnit?: string) =>
  readFigure(output, { marker, op: '<', value: 120 }, baselineUnit);
/** The value, or the reason, or nothing. */
const shortOf = (figure: ReturnType<typeof readFigure>) => (figure.ok ? figure.value : figure.reason);

describe('a figure behind a marker', () => {
  test.each<[string, string, number | undefined]>([
    ['colon', 'p95_ms: 118.4', 118.4],
    ['equals sign', 'p95_ms=118.4', 118.4],
    ['spaces around', '  p95_ms  =  118.4  ', 118.4],
    ['a tab and a no-break space', 'p95_ms\t:\u00a0118.4', 118.4],
    ['unit behind', 'p95_ms: 118.4ms (of 1000)', 118.4],
    ['several lines, the worst one', 'p95_ms: 1\nnoise\np95_ms: 3\np95_ms: 2', 3],
    ['several on one line', 'p95_ms: 1, p95_ms: 4', 4],
    ['line ends of Windows', 'p95_ms: 1\r\np95_ms: 2\r\n', 2],
    ['a carriage return in front', '50 %\rp95_ms: 2', 2],
    ['behind an unfinished line', 'p95_ms: 1\nbench p95_ms: 200\n', 200],
    ['inside of a longer word', 'p95_ms: 1\nmy_p95_ms: 200', 200],
    ['negative', 'p95_ms: -3', -3],
    ['exponent', 'p95_ms: 1.2e3', 1_200],
    ['no digit before the point', 'p95_ms: .5', 0.5],
    ['no digit behind it', 'p95_ms: 5.', 5],
    ['words in place of the number, and one line with it', 'p95_ms: as below\np95_ms: 1', 1],
    ['nothing', '', undefined],
    ['another marker that begins alike', 'p95_ms_old: 1', undefined],
    ['no separator', 'p95_ms 1', undefined],
    ['a line break in front of the number', 'p95_ms:\n1', undefined],
    ['a list behind the value', 'p95_ms: 1, 2, 3', 1],
    ['a full stop behind the value', 'p95_ms: 118.', 118],
    ['of how many', 'p95_ms: 3 of 10', 3],
    ['a share', 'p95_ms: 3/10', 3],
    ['columns behind the value', 'p95_ms: 3  118', 3],
    ['a count behind the value, not a group of thousands', 'p95_ms: 3 10 runs', 3],
    ['a nought, which begins no thousands', 'p95_ms: 0 123 requests', 0],
    ['a fraction, which is followed by no thousands', 'p95_ms: 3.5 100 runs', 3.5],
    ['four digits, which begin no thousands', 'p95_ms: 1000 100 runs', 1000],
  ])('%s → read or not', (_, output, value) => {
    expect(shortOf(below(output))).toBe(value);
  });

  test.each([
    ['1,200'],
    ['1.2.3'],
    ["1'200"],
    ['1\u202f200'],
    ['1 234'],
    ['-1 234'],
    ['1 234 567'],
    ['1 234.5'],
    ['12 345ms'],
    ['5\b118'],
    ['1:30'],
    ['1-5'],
    ['0x1F'],
    ['1e999'],
    ['NaN'],
    ['-Infinity'],
    ['inf'],
    ['undefined'],
    ['None'],
  ])('%s, even beside one that can be read → refused by name', (shown) => {
    expect(shortOf(below(`p95_ms: 1\np95_ms: ${shown}\n`))).toBe(
      `p95_ms: ${shown} cannot be read as one number`,
    );
  });

  test('marker full of special characters → taken as it is written', () => {
    expect(shortOf(below('a.c (ms)+: 1\nabc (ms)+: 2', 'a.c (ms)+'))).toBe(1);
  });

  test('another bound → the worst for that one', () => {
    const output = 'passed: 2\npassed: 3';
    expect(readFigure(output, { marker: 'passed', op: '>=', value: 3 })).toMatchObject({ value: 2 });
    expect(readFigure(output, { marker: 'passed', op: '==', value: 3 })).toMatchObject({ value: 2 });
  });

  test('hostile outputs of a megabyte → answered without going over them again and again', () => {
    const size = 1_000_000;
    expect(shortOf(below(`p95_ms: ${'1'.repeat(size)},1`))).toMatch(/cannot be read/);
    expect(shortOf(below('p95_ms:'.repeat(size / 7)))).toBeUndefined();
    expect(shortOf(below(`p95_ms${' '.repeat(size)}`))).toBeUndefined();
    expect(shortOf(below('\u001b[m'.repeat(size / 3), 'mean'))).toBeUndefined();
    expect(shortOf(below('\u001b[m: 1'.repeat(size / 6), 'm'))).toMatch(/terminal sequences/);
  });
});

describe('a figure among terminal sequences', () => {
  const E = '\u001b';
  test.each<[string, string, string, number | undefined]>([
    ['colours around the figure', `p95_ms: ${E}[1;32m118${E}[0mms`, 'p95_ms', 118],
    ['colours in the marker', `${E}[1mp95${E}[22m_ms${E}[39m: 118`, 'p95_ms', 118],
    ['a title in front', `${E}]0;bench\u0007p95_ms: 118`, 'p95_ms', 118],
    ['an erased line', `${E}[2K\rp95_ms: 118`, 'p95_ms', 118],
    ['a sequence left unfinished in front', `p95_ms: 1\n${E}[p95_ms: 200`, 'p95_ms', 200],
    ['a sequence that takes the first letter', `mean: 1\n${E}[mean: 200`, 'mean', 200],
    ['a title left unfinished in front', `p95_ms: 1\n${E}]p95_ms: 200\n\u0007`, 'p95_ms', 200],
    ['a title put around the line', `p95_ms: 1\n${E}]p95_ms: 200\u0007`, 'p95_ms', 200],
    ['a character set in front', `M: 1\n${E}(M: 200`, 'M', 200],
  ])('%s → read', (_, output, marker, value) => {
    expect(shortOf(below(output, marker))).toBe(value);
  });
});

describe('the unit of a figure', () => {
  test.each<[string, string, string, string | undefined, string | undefined]>([
    ['directly behind', 'p95: 97ms', 'p95', undefined, 'ms'],
    ['behind a space', 'p95: 97 milliseconds', 'p95', undefined, 'ms'],
    ['per operation', 'cost: 12 ns/op', 'cost', undefined, 'ns/op'],
    ['a share of a hundred', 'coverage: 81.5%', 'coverage', undefined, '%'],
    ['a word that is none', 'p95: 97 ok', 'p95', undefined, undefined],
    ['the one of the baseline, written another way', 'p95: 97 msec', 'p95', 'ms', 'ms'],
    ['the one of the marker', 'p95_ms: 97ms', 'p95_ms', undefined, 'ms'],
    ['none, where the baseline had one', 'p95: 97', 'p95', 'ms', undefined],
    ['one, where the baseline had none', 'p95: 97ms', 'p95', undefined, 'ms'],
  ])('%s → accepted', (_, output, marker, baseline, unit) => {
    const { unit: found, ok } = { unit: undefined, ...below(output, marker, baseline) };
    expect([ok, found]).toEqual([true, unit]);
  });

  test.each([
    ['p95: 1.2s', 'p95', 'ms', 'p95: 1.2s is in s; the baseline was in ms'],
    ['p95_ms: 1.2 s', 'p95_ms', undefined, 'p95_ms: 1.2 s is in s; p95_ms says ms'],
    ['size (kB): 12 MB', 'size (kB)', undefined, 'size (kB): 12 MB is in MB; size (kB) says kB'],
    [
      'elapsedSeconds: 5min',
      'elapsedSeconds',
      undefined,
      'elapsedSeconds: 5min is in min; elapsedSeconds says s',
    ],
    ['p95: 97ms\np95: 1.2s', 'p95', undefined, 'p95: 1.2s is in s; another figure of the same run is in ms'],
  ])('%s, where another is due → refused, with both named', (output, marker, baseline, reason) => {
    expect(below(output, marker, baseline)).toEqual({ ok: false, reason });
  });
});
