import { expect, test } from '@jest/globals';
import { verdictIn } from '../../../report/source/journalled-checks.ts';
import { outcomeWith } from '../../support/contract/sample-contract.ts';

const item = (body: object) => ({
  seq: 5,
  turn: 1,
  kind: 'toolResult' as const,
  createdAt: new Date(0),
  body: JSON.stringify({
    ...{ type: 'checksRan', purpose: 'audit', name: 'update_goal', ok: false, output: 'Refused.' },
    ...body,
  }),
});
const verdictOf = (reason: string, fields: object = {}) => ({
  outcomes: [outcomeWith({ name: 'held', passed: false, reason, ...fields })],
  changedProtectedPaths: [],
  proven: false,
  reason,
});

test('verdictIn: a verdict of which the model was told a part → the whole of it', () => {
  const shown = verdictOf('held (verification, hidden) FAILED', { exitCode: null, isHidden: true });
  const whole = verdictOf('wanted exit 0', { exitCode: 3 });
  expect(verdictIn(item({ verdict: shown, whole }))?.body).toMatchObject({ verdict: whole });
  expect(verdictIn(item({ verdict: shown, whole }))?.body).not.toHaveProperty('whole');
  expect(verdictIn(item({ verdict: whole }))?.body).toMatchObject({ verdict: whole });
});
