import { describe, expect, test } from '@jest/globals';
import { parseAuditOptions } from '../../../bench/audit/options.ts';

describe('parseAuditOptions', () => {
  test('nothing → the workspace that an audit has to stay cheap on', () => {
    expect(parseAuditOptions([])).toEqual({
      ok: true,
      options: { files: 50_000, megabytes: 1_024, checks: 4, rounds: 3, json: false },
    });
  });

  test('all of them → taken', () => {
    const args = ['--files', '10', '--megabytes', '1', '--checks', '2', '--rounds', '5', '--json'];
    expect(parseAuditOptions(args)).toEqual({
      ok: true,
      options: { files: 10, megabytes: 1, checks: 2, rounds: 5, json: true },
    });
  });

  test.each([
    [['--files', '0'], /--files takes a whole number from 1 to 1000000/],
    [['--megabytes', 'many'], /--megabytes/],
    [['--checks', '21'], /--checks/],
    [['--rounds', '1.5'], /--rounds/],
    [['--turns', '3'], /turns/],
  ])('%j → refused by name', (args, problem) => {
    expect(parseAuditOptions(args)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
