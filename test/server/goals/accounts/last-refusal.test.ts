import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../../../journal/journal.ts';
import { readLastRefusal } from '../../../../server/goals/accounts/last-refusal.ts';
import { outcomeWith } from '../../../support/contract/sample-contract.ts';

const at = new Date('2026-11-23T03:00:00.000Z');
const verdict = { outcomes: [outcomeWith()], changedProtectedPaths: [], proven: false };
const reading = (fields: object) => {
  const checks = {
    type: 'checksRan',
    purpose: 'audit',
    name: 'update_goal',
    ok: false,
    output: '',
    ...fields,
  };
  const item = { seq: 9, turn: 3, kind: 'toolResult', body: JSON.stringify(checks), createdAt: at };
  return readLastRefusal({ readItem: async () => item as unknown as Item }, 'thr_1', 9);
};

describe('readLastRefusal', () => {
  test('a verdict that refused → its reason, turn, time and place', async () => {
    expect(await reading({ verdict: { ...verdict, reason: 'p95 FAILED' } })).toEqual({
      ...{ reason: 'p95 FAILED', turn: 3, at: at.toISOString(), seq: 9 },
    });
  });

  test('a hidden check refused → the owner reads the whole reason', async () => {
    const whole = { ...verdict, reason: 'held: exit 1' };
    const told = await reading({
      verdict: { ...verdict, reason: 'held (verification, hidden) FAILED' },
      whole,
    });
    expect(told?.reason).toBe('held: exit 1');
  });

  test('twins refused → what the owner can do about it', async () => {
    const twins = [{ check: 'tests', standing: 'cannotFail', tried: 6, survived: 6, leavesOut: ['-k leap'] }];
    const told = await reading({
      verdict: { ...verdict, reason: 'tests FAILED' },
      whole: { ...verdict, reason: '"tests" cannot fail', twins, refusingTwin: 'tests' },
    });
    expect(told?.remedies).toEqual([
      expect.stringMatching(/whole files/),
      expect.stringMatching(/"off" for policy\.twins/),
    ]);
  });

  test('a person did not accept changed tests → said so, with their names', async () => {
    const told = await reading({ verdict: { ...verdict, awaitsPerson: { paths: ['test/a.py'] } } });
    expect(told?.reason).toBe('no person accepted the change of test/a.py');
  });

  test('no claim was refused, or the record does not hold it → nothing', async () => {
    const none = { readItem: async () => undefined };
    expect(await readLastRefusal(none, 'thr_1', undefined)).toBeUndefined();
    expect(await readLastRefusal(none, 'thr_1', 9)).toBeUndefined();
  });
});
