import { expect, test } from '@jest/globals';
import { usageSection } from '../../../../report/page/sections/usage-section.ts';
import type { Report } from '../../../../report/report.ts';
import { usageWith } from '../../../support/workflow/thread-states.ts';

const rowsWith = (beside: NonNullable<Report['usage']['beside']>): string => {
  const usage = {
    total: { ...usageWith({ turns: 1 }), tokens: 100, durationSeconds: 1 },
    asOf: '2026-11-25T22:00:00.000Z',
    budget: [],
    byTurn: { total: 0, shown: [] },
    beside,
  };
  const goal = { setAt: '2026-11-25T22:00:00.000Z' };
  return JSON.stringify(usageSection({ goal, usage } as unknown as Report).blocks);
};

test('usageSection: what turns used and the goal does not pay → named as that; more beside them → beside', () => {
  expect(rowsWith({ tokens: -1_050, toolCalls: 0 })).toContain(`"of these, not the goal's to pay"`);
  expect(rowsWith({ tokens: 1_050, toolCalls: 0 })).toContain('"beside the turns"');
});
