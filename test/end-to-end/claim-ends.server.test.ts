/**
 * How claims end that the checks alone do not decide, over real Temporal; what the checks find is played in
 * the journal.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { replySeqOf } from '../../context/transcript/transcript.ts';
import type { Journal } from '../../journal/journal.ts';
import { MAX_CHECKS_ATTEMPTS } from '../../workflows/calls/activity-options.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say } from '../support/model/scripts.ts';
import { type SkippedTimeService, startSkippedTimeService } from '../support/service/skipped-time.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHANGED_TESTS = {
  type: 'checksRan',
  purpose: 'audit',
  name: 'update_goal',
  ok: false,
  output: 'The checks passed. test/a.py was changed. The goal waits for it.',
  personDiff: '-assert f() == 4\n+assert f()',
  verdict: {
    outcomes: [{ name: 'file', role: 'verification', passed: true, exitCode: 0 }],
    changedProtectedPaths: [],
    proven: false,
    awaitsPerson: { paths: ['test/a.py'] },
  },
};

/** What becomes of audits: the checks pass with changed tests, or each attempt fails, up to this one. */
let played: 'changedTests' | { readonly failUntil: number };
let attempts = 0;

/**
 * Audits are the only calls that are begun by a claim; `runToolCall` answers one when its checks were given
 * up.
 */
const playing = (journal: Journal): Journal => ({
  ...journal,
  async beginCall(threadId, call, entry) {
    if (call.kind !== 'toolResult') return journal.beginCall(threadId, call, entry);
    const reply = await journal.readItem(threadId, replySeqOf(call.callId));
    const isAudit = reply?.body.includes('"complete') === true;
    if (isAudit && played !== 'changedTests' && attempts < played.failUntil) {
      attempts += 1;
      throw new Error('no space left on device');
    }
    const known = await journal.beginCall(threadId, call, entry);
    if (!isAudit || played !== 'changedTests' || known.state === 'finished') return known;
    const item = await journal.finishCall(threadId, { ...call, body: JSON.stringify(CHANGED_TESTS) });
    return { state: 'finished', item };
  },
});

let service: SkippedTimeService;
beforeAll(async () => {
  service = await startSkippedTimeService({ workerJournal: playing });
});
afterAll(() => service?.stop());
beforeEach(() => {
  played = 'changedTests';
  attempts = 0;
});

const asked = async (): Promise<string> => {
  const threadId = await service.threadWith(inOrder([claim, say('So be it.')]), FILE_GOAL);
  await service.api.untilGoal(threadId, ({ phase }) => phase === 'needsInput');
  return threadId;
};

test('checks pass with changed tests → a person is asked; accepted → complete, and the model was not called again', async () => {
  const threadId = await asked();
  const { request, next } = await service.api.goal(threadId);
  expect(request).toMatchObject({
    kind: 'changedTests',
    options: ['accept', 'refuse'],
    paths: ['test/a.py'],
    diff: CHANGED_TESTS.personDiff,
  });
  expect(next).toMatchObject({ action: 'needsInput', at: request.until });
  const path = `/v1/threads/${threadId}/inputs/${request.inputId}`;
  expect(await service.api.call('POST', path, { answer: 'maybe' })).toMatchObject({ status: 400 });
  expect(await service.api.call('POST', path, { answer: 'accept' })).toMatchObject({
    status: 200,
    body: { goal: { status: 'complete', statusReason: expect.stringContaining('test/a.py') } },
  });
  expect(service.modelCalls(threadId)).toHaveLength(1);
});

test('nobody answers for a day → the claim is refused by the clock, and the next request says so', async () => {
  const threadId = await asked();
  await service.skip(DAY_MS - HOUR_MS);
  expect(await service.api.goal(threadId)).toMatchObject({ phase: 'needsInput', refusedAudits: 0 });
  await service.skip(HOUR_MS);
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'active', refusedAudits: 1 });
  const [, second] = service.modelCalls(threadId);
  expect(JSON.stringify(second?.request)).toContain('nobody accepted the change of test/a.py in time');
});

test('checks that can never be run → given up after some minutes: refused with the reason, and the turn goes on', async () => {
  played = { failUntil: MAX_CHECKS_ATTEMPTS };
  const threadId = await service.threadWith(inOrder([claim, say('So be it.')]), FILE_GOAL);
  await service.api.untilGoal(threadId, ({ phase }) => phase === 'auditing');
  const fromMs = await service.nowMs();
  await service.skip(HOUR_MS / 2);
  const goal = await service.api.untilGoal(threadId, ({ phase }) => phase === 'idle');
  expect([attempts, goal]).toMatchObject([MAX_CHECKS_ATTEMPTS, { status: 'active', refusedAudits: 1 }]);
  expect((await service.nowMs()) - fromMs).toBeGreaterThan(10 * 60_000);
  const [, second] = service.modelCalls(threadId);
  expect(JSON.stringify(second?.request)).toContain(
    'the service could not run the checks: no space left on device (the service tried 30 times)',
  );
});
