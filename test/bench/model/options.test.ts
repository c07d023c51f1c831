import { describe, expect, test } from '@jest/globals';
import { parseModelOptions } from '../../../bench/model/options.ts';

const optionsOf = (...args: string[]) => {
  const parsed = parseModelOptions(args);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.options;
};

describe('parseModelOptions', () => {
  test('nothing said → the figures that are asked of every release', () => {
    expect(optionsOf()).toEqual({
      turns: [10, 100, 1_000],
      outputBytes: 1_024,
      items: [10, 1_000, 10_000],
      memoryTurns: 2_000,
      windowTokens: 128_000,
      price: { input: 1.25, cachedInput: 0.125, output: 10 },
      json: false,
    });
  });

  test('lists in any order → ascending, each once', () => {
    expect(optionsOf('--turns', '50,5,50', '--items', '7', '--json')).toMatchObject({
      turns: [5, 50],
      items: [7],
      json: true,
    });
  });

  test.each([
    ['--turns', '0'],
    ['--turns', '10,x'],
    ['--items', '1.5'],
    ['--output-bytes', '2000000'],
    ['--memory-turns', '-3'],
    ['--window', 'small'],
    ['--price', '1,2'],
    ['--price', '1,,3'],
  ])('%s %s → refused by name', (name, value) => {
    expect(parseModelOptions([`${name}=${value}`])).toEqual({
      ok: false,
      problem: expect.stringContaining(name),
    });
  });

  test('an unknown option → refused by name', () => {
    expect(parseModelOptions(['--speed', '9'])).toMatchObject({
      ok: false,
      problem: expect.stringContaining('--speed'),
    });
  });
});
