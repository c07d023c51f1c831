import { describe, expect, test } from '@jest/globals';
import { parseTurnsOptions } from '../../../bench/turns/options.ts';

describe('parseTurnsOptions', () => {
  test('parseTurnsOptions: nothing given → three ages, three rounds, a table', () => {
    expect(parseTurnsOptions([])).toEqual({
      ok: true,
      options: { ages: [10, 50, 200], rounds: 3, json: false },
    });
  });

  test('parseTurnsOptions: ages out of order and twice → ascending, once each', () => {
    const parsed = parseTurnsOptions(['--turns', '50,10,50', '--rounds=1', '--json']);
    expect(parsed).toEqual({ ok: true, options: { ages: [10, 50], rounds: 1, json: true } });
  });

  test.each([
    [['--turns', '10,x'], '--turns'],
    [['--turns', ''], '--turns'],
    [['--turns', '0'], '--turns'],
    [['--turns', '1.5'], '--turns'],
    [['--turns', '10001'], '--turns'],
    [['--rounds', '-1'], '--rounds'],
    [['--rounds', '101'], '--rounds'],
    [['--round', '2'], '--round'],
    [['fast'], 'fast'],
  ])('parseTurnsOptions: %j → refused, naming what is wrong', (args, named) => {
    const parsed = parseTurnsOptions(args);
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(named) });
  });
});
