import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { flag, readEnvironment, SettingsError, wholeNumber } from '../../settings/environment.ts';

const schema = z.object({
  A: wholeNumber(1).default(7),
  B: flag.exactOptional(),
  C: z.enum(['x', 'y']).default('x'),
});

describe('readEnvironment', () => {
  test('nothing set, or set to nothing → the defaults', () => {
    expect(readEnvironment(schema, {})).toEqual({ A: 7, C: 'x' });
    expect(readEnvironment(schema, { A: '', B: '', C: '', D: 'ignored' })).toEqual({ A: 7, C: 'x' });
  });

  test('several mistakes → all of them named at once', () => {
    const read = () => readEnvironment(schema, { A: 'many', B: 'yes', C: 'z' });
    expect(read).toThrow(SettingsError);
    for (const line of [/^ {2}A: /m, /^ {2}B: /m, /^ {2}C: /m]) expect(read).toThrow(line);
  });

  test.each(['0', '-1', '1.5', '1e400', 'x'])('whole number of at least 1: %s → refused', (A) => {
    expect(() => readEnvironment(schema, { A })).toThrow('A: ');
  });

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('flag %s → %s', (B, value) => {
    expect(readEnvironment(schema, { B }).B).toBe(value);
  });
});
