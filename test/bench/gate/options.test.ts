import { describe, expect, test } from '@jest/globals';
import { CHEAT_CLASSES } from '../../../bench/gate/cheats/cheat-class.ts';
import { parseGateOptions } from '../../../bench/gate/options.ts';

describe('options of the gate bench', () => {
  test('none → every exercise and class, under the contract of a stranger', () => {
    expect(parseGateOptions([])).toEqual({
      ok: true,
      options: { classes: CHEAT_CLASSES, atOnce: 4, contract: 'stranger', json: false },
    });
  });

  test('all of them → as given', () => {
    const args = '--exercises 2 --classes exit,home --at-once 8 --contract careless --json'.split(' ');
    expect(parseGateOptions(args)).toEqual({
      ok: true,
      options: { exercises: 2, classes: ['exit', 'home'], atOnce: 8, contract: 'careless', json: true },
    });
  });

  test.each([
    ['--classes exit,magic', /magic/],
    ['--exercises 0', /whole number/],
    ['--at-once many', /whole number/],
    ['--contract strict', /careless/],
    ['--unknown', /unknown/],
  ])('%s → a problem that names it', (line, problem) => {
    expect(parseGateOptions(line.split(' '))).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });
});
