import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { say } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';
import { signalByCli } from '../support/service/temporal-cli.ts';
import type { HistoryEvent } from '../support/workflow/histories.ts';

/** Low, so that a thread is renewed every few turns. */
const RENEW_AT_EVENTS = 60;
const EVENTS = 200;
const HUGE = 'x'.repeat(500_000);

let goalkeeper: ScriptedDistributed;
let connection: Connection;

beforeAll(async () => {
  goalkeeper = await startScriptedDistributed({
    temporalArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${RENEW_AT_EVENTS}`],
  });
  connection = await Connection.connect({ address: goalkeeper.temporalAddress() });
});
afterAll(async () => {
  await connection?.close();
  await goalkeeper?.stop();
});

const talks = () => say('On it.');
const workflow = (threadId: string) => new Client({ connection }).workflow.getHandle(threadId);
async function renewal(threadId: string): Promise<void> {
  const { runId } = await workflow(threadId).describe();
  while ((await workflow(threadId).describe()).runId === runId);
}
/** Not those that the server itself gives back, since a signal came while the run was ending. */
const failedTasks = (runs: readonly HistoryEvent[][]): string[] =>
  runs
    .flat()
    .flatMap((event) => event.workflowTaskFailedEventAttributes?.failure?.message ?? [])
    .filter((message) => message !== 'UnhandledCommand');
const ofType = (events: readonly Json[], type: string) => events.filter((event) => event.type === type);

test(`${EVENTS} wake signals while a goal runs and is renewed → every event arrives, in order; a request id counts once, also a run later`, async () => {
  const policy = { onNoToolCall: 'continue', stallAfterTurns: 1_000, progress: 'changes' };
  const threadId = await goalkeeper.begin({ ...FILE_GOAL, policy }, talks);
  const sent = Array.from({ length: EVENTS }, (_, index) => `e${index + 1}`);
  for (const event of sent) await workflow(threadId).signal('wake', { event });
  const once = { requestId: 'once-1', event: 'once' };
  await workflow(threadId).signal('wake', once);
  await renewal(threadId);
  await workflow(threadId).signal('wake', once);
  const again = await goalkeeper.post(threadId, 'wake', { event: 'once' }, { 'idempotency-key': 'once-1' });
  expect(again).toMatchObject({ status: 200, body: { requestId: 'once-1', applied: true } });
  await renewal(threadId);
  await goalkeeper.post(threadId, 'goal/pause', {});
  await goalkeeper.atRest(threadId);
  const arrived = ofType(await goalkeeper.allEvents(threadId), 'eventArrived').map(({ event }) => event);
  expect(arrived).toEqual([...sent, 'once']);
  const runs = await goalkeeper.runs(threadId);
  expect(runs.length).toBeGreaterThan(2);
  expect(failedTasks(runs)).toEqual([]);
});

const REFUSED: readonly unknown[][] = [
  ...[['pause'], [7], [true], [[{}]], [HUGE], ['first', {}]],
  ...[{ reason: 7 }, { ifRevision: '1' }, { ifRevision: 1.5 }, { ifGoalId: 7 }].map((payload) => [payload]),
  ...[{ event: '' }, { event: 7 }, { event: 'x'.repeat(101) }, { ifRevison: 1 }].map((payload) => [payload]),
];
/** Odd, but it is clear what is meant. */
const ACCEPTED: readonly unknown[][] = [
  [],
  [null],
  [{}],
  [{ requestId: 7, colour: 'blue' }],
  [{ requestId: 'huge', reason: HUGE }],
  [{ requestId: 'many' }, 'second', 3],
];

test.each(['pause', 'resume', 'clear', 'interrupt', 'wake', 'check', 'archive', 'restart'])(
  'signal %s with odd payloads → refused on record and without effect, or plain; no workflow task fails',
  async (name) => {
    const threadId = await goalkeeper.begin(FILE_GOAL, talks);
    const { goal: before } = await goalkeeper.atRest(threadId);
    await Promise.all(REFUSED.map((payload) => workflow(threadId).signal(name, ...payload)));
    const refusals = ofType(await goalkeeper.allEvents(threadId), 'commandRefused');
    const reason = name === 'restart' ? 'unknownSignal' : 'badPayload';
    expect(refusals.map((refusal) => [refusal.command, refusal.reason])).toEqual(
      REFUSED.map(() => [name, reason]),
    );
    expect(await goalkeeper.atRest(threadId)).toMatchObject({ phase: 'idle', goal: before });
    // The first of them ends the thread's workflow.
    const plain = name === 'archive' ? ACCEPTED.slice(0, 1) : ACCEPTED;
    await Promise.all(plain.map((payload) => workflow(threadId).signal(name, ...payload)));
    if (name !== 'archive') {
      const { body } = await goalkeeper.call(threadId, 'GET', 'requests/many');
      expect(body.reason).not.toBe('badPayload');
      const text = (await goalkeeper.atRest(threadId)).goal?.statusReason ?? '';
      expect(text.length).toBeLessThanOrEqual(500);
    }
    expect(failedTasks(await goalkeeper.runs(threadId))).toEqual([]);
  },
);

test.each([
  ['a payload in an encoding that nobody knows', 'pause', ['--input', '{}', '--input-meta', 'encoding=odd']],
  ['bytes in place of JSON', 'pause', ['--input', 'x', '--input-meta', 'encoding=binary/plain']],
])('signal with %s → no effect, no workflow task fails, the thread answers', async (_, name, input) => {
  const threadId = await goalkeeper.begin(FILE_GOAL, talks);
  await goalkeeper.atRest(threadId);
  // The server may refuse such a signal, too.
  await signalByCli(goalkeeper.temporalAddress(), threadId, name, ...input).catch(() => {});
  const { goal } = await goalkeeper.atRest(threadId);
  const failed = failedTasks(await goalkeeper.runs(threadId));
  expect({ status: goal.status, failed }).toEqual({ status: 'active', failed: [] });
});

test('same commands by REST and by CLI → the same record, the same outcomes', async () => {
  const steps: [name: string, path: string, payload: object][] = [
    ['pause', 'goal/pause', { requestId: 'r1', reason: 'lunch' }],
    ['wake', 'wake', { requestId: 'r2', event: 'rain' }],
    ['resume', 'goal/resume', { requestId: 'r3' }],
    ['interrupt', 'interrupt', { requestId: 'r4' }],
    ['clear', 'goal/clear', { requestId: 'r5' }],
    ['pause', 'goal/pause', { requestId: 'r6' }],
  ];
  const recordOf = async (send: (threadId: string, step: (typeof steps)[number]) => Promise<unknown>) => {
    const threadId = await goalkeeper.begin(FILE_GOAL, talks);
    const outcomes: Json[] = [];
    for (const step of steps) {
      await goalkeeper.atRest(threadId);
      await send(threadId, step);
      const { body } = await goalkeeper.call(threadId, 'GET', `requests/r${outcomes.length + 1}`);
      outcomes.push([body.applied, body.reason, body.status]);
    }
    const events = await goalkeeper.allEvents(threadId);
    const lines = events.map(({ type, change, kind, event, command, reason, goal }) =>
      [type, change, kind, event, command, reason, goal?.statusReason].join(' '),
    );
    return { outcomes, lines };
  };
  const byRest = await recordOf((threadId, [, path, payload]) => goalkeeper.post(threadId, path, payload));
  const byCli = await recordOf((threadId, [name, , payload]) =>
    signalByCli(goalkeeper.temporalAddress(), threadId, name, '--input', JSON.stringify(payload)),
  );
  expect(byCli).toEqual(byRest);
  expect(byRest.outcomes.map(([applied]) => applied)).toEqual([true, true, true, true, true, false]);
});
