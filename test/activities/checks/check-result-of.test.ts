import { describe, expect, test } from '@jest/globals';
import { checkResultOf } from '../../../activities/checks/check-result-of.ts';
import { checkWith } from '../../support/contract/sample-contract.ts';

const ran = (metric: number | null, passed = true) => ({ passed, exitCode: 0, metric, reason: null });

describe('checkResultOf', () => {
  const below = checkWith({ expect: { exitCode: 0, metric: { marker: 'm', op: '<', value: 20 } } });
  const least = checkWith({ expect: { exitCode: 0, metric: { marker: 'm', op: '>=', value: 3 } } });

  test('several runs that passed → the worst figure', () => {
    expect(checkResultOf(below, 'verification', [ran(19.4), ran(9.6)])).toMatchObject({
      passed: true,
      metric: 19.4,
    });
    expect(checkResultOf(least, 'verification', [ran(9), ran(4), ran(5)])).toMatchObject({
      metric: 4,
      gap: 0,
    });
  });

  test('a run that failed → that one, whatever the others showed', () => {
    const outcome = checkResultOf(below, 'verification', [ran(19.4), ran(21, false)]);
    expect(outcome).toMatchObject({ passed: false, metric: 21, gap: 1 });
    expect(checkResultOf(below, 'verification', [ran(1), ran(null, false)])).not.toHaveProperty('metric');
  });

  test('no metric, or no run → as it ended', () => {
    expect(checkResultOf(checkWith({}), 'constraint', [ran(null)])).toMatchObject({ passed: true });
    expect(checkResultOf(below, 'verification', [])).toMatchObject({ passed: false, reason: 'not run' });
  });
});
