import { describe, expect, test } from '@jest/globals';
import { parseLoadOptions } from '../../../bench/load/options.ts';

describe('parseLoadOptions', () => {
  test('nothing → a minute over each journal', () => {
    expect(parseLoadOptions([])).toEqual({
      ok: true,
      options: { seconds: 60, readers: 16, writers: 4, journals: ['embedded', 'postgres'], json: false },
    });
  });

  test('all of them → taken', () => {
    const args = ['--seconds', '5', '--readers', '2', '--writers', '1', '--journals', 'postgres', '--json'];
    expect(parseLoadOptions(args)).toEqual({
      ok: true,
      options: { seconds: 5, readers: 2, writers: 1, journals: ['postgres'], json: true },
    });
  });

  test.each([
    [['--seconds', '0'], /--seconds takes a whole number from 1 to 3600/],
    [['--readers', 'many'], /--readers/],
    [['--writers', '1.5'], /--writers/],
    [['--journals', 'embedded,mysql'], /--journals takes names of embedded, postgres/],
    [['--journals', ''], /--journals/],
    [['--rounds', '3'], /rounds/],
  ])('%j → refused by name', (args, problem) => {
    expect(parseLoadOptions(args)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
