/**
 * One time without a worker, in which all that is tested here happens at once; the tests look at what came of
 * it.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json, Reply } from '../support/service/api.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';
import { limitActivities } from '../support/service/temporal-cli.ts';

const GAP_SECONDS = 12;
const GAP = { ...FILE_GOAL, policy: { minGapSeconds: GAP_SECONDS } };
const NO_QUOTA = { fault: 'status', status: 429, body: { error: { type: 'usage_limit_reached' } } } as const;
/** Wake-up calls between others, so that whoever hands them over by name would change their order. */
const EARLY = [{ event: 'a' }, 'pause', { event: 'b' }, 'clear', 'restart', { event: 'c' }, 'pause'];

let goalkeeper: ScriptedDistributed;
const threads = { fresh: '', resting: '', due: '', between: '', calling: '', limited: '', untaken: '' };
/** What REST answered without a worker, and in the end. */
let paused: Reply<Json>;
let meanwhile: Reply<Json>[];
let outcome: Reply<Json>;
let awayMs = 0;

beforeAll(async () => {
  goalkeeper = await startScriptedDistributed({
    // Else the worker hands the Activities of its workflows to itself.
    temporalArgs: ['--dynamic-config-value', 'system.enableActivityEagerExecution=false'],
  });
  const { api, model, begin, post, atRest, view } = goalkeeper;
  const address = goalkeeper.temporalAddress();
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  threads.resting = await begin(FILE_GOAL, () => say('Nothing to do.'));
  threads.limited = await begin(FILE_GOAL, () => NO_QUOTA);
  threads.calling = await begin(FILE_GOAL);
  threads.untaken = await begin();
  await model.untilCall(threads.calling, 1);
  for (const threadId of [threads.resting, threads.limited]) await atRest(threadId);
  const works = [shell('echo half > half.txt'), say('Later.'), shell('touch done.txt'), claim];
  threads.due = await begin(GAP, inOrder(works));
  threads.between = await begin(GAP, inOrder(works));
  for (const threadId of [threads.due, threads.between])
    await api.untilGoal(threadId, ({ phase }) => phase === 'waiting');
  await limitActivities(address, 0);
  await post(threads.untaken, 'messages', { content: 'one' });
  await post(threads.untaken, 'messages', { content: 'two', delivery: 'interrupt' });
  while ((await view(threads.untaken)).turn !== 2);

  const killedAtMs = Date.now();
  await goalkeeper.killWorker();
  threads.fresh = await api.createThread();
  for (const early of EARLY)
    await (typeof early === 'string'
      ? workflow.getHandle(threads.fresh).signal(early)
      : workflow.getHandle(threads.fresh).signal('wake', early));
  await workflow.getHandle(threads.untaken).signal('interrupt');
  paused = await post(threads.resting, 'goal/pause', { requestId: 'p1' });
  const location = paused.headers.get('location') ?? '';
  const questions = [location, `/v1/threads/${threads.resting}/goal`];
  meanwhile = await Promise.all(questions.map((path) => api.call('GET', path)));
  await untilTimerFired(threads.due);
  await workflow.getHandle(threads.due).signal('pause');
  awayMs = Date.now() - killedAtMs;
  await goalkeeper.startWorker();
  await atRest(threads.untaken);
  await limitActivities(address, 'default');
  do outcome = await api.call('GET', location);
  while (outcome.status !== 200);
  await connection.close();
});
afterAll(() => goalkeeper?.stop());

async function untilTimerFired(threadId: string): Promise<void> {
  const isFired = async () =>
    (await goalkeeper.runs(threadId)).flat().some((event) => event.timerFiredEventAttributes);
  while (!(await isFired()));
}

test('signals before the first task of a run → take effect in the order of their arrival', async () => {
  const events = await goalkeeper.allEvents(threads.fresh);
  expect(events.map(({ event, command }) => (event === undefined ? command : { event }))).toEqual(EARLY);
});

test('command with no worker → 202 with a location; acts when one comes, and then the location has the outcome [C41]', async () => {
  expect(paused).toMatchObject({ status: 202, body: { requestId: 'p1', accepted: true } });
  expect(meanwhile).toMatchObject([
    { status: 503 },
    { status: 200, body: { status: 'active', stale: true } },
  ]);
  expect(outcome.body).toMatchObject({ requestId: 'p1', applied: true, status: 'paused' });
  expect(await goalkeeper.view(threads.resting)).toMatchObject({ stale: false, goal: { status: 'paused' } });
  const again = await goalkeeper.post(threads.resting, 'goal/pause', { requestId: 'p1' });
  expect(again.status).toBe(200);
  const changes = (await goalkeeper.allEvents(threads.resting)).filter(({ change }) => change === 'pause');
  expect(changes).toHaveLength(1);
});

test('pause with no worker while a continuation is due → no further turn, nor a trace of one; resume starts it [C96 C97 C129]', async () => {
  const { model, api, allEvents, atRest, post } = goalkeeper;
  expect(await atRest(threads.due)).toMatchObject({ phase: 'idle', goal: { status: 'paused' } });
  expect(model.calls(threads.due)).toBe(2);
  const events = await allEvents(threads.due);
  expect(events.filter(({ type }) => type === 'turnStarted')).toHaveLength(1);
  expect(events.at(-1)).toMatchObject({ type: 'goalChanged', change: 'pause' });
  await post(threads.due, 'goal/resume', {});
  const goal = await api.untilGoal(threads.due, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'complete', usage: { turns: 2 } });
});

test('worker away between two turns → the goal is still active and goes on; the time between them is not active time [C62 C99 C126 C131]', async () => {
  const goal = await goalkeeper.api.untilGoal(threads.between, ({ phase }) => phase === 'idle');
  expect(goal).toMatchObject({ status: 'complete', usage: { turns: 2, modelCalls: 4 } });
  const lifeMs = Date.parse(goal.updatedAt) - Date.parse(goal.setAt);
  expect(goal.usage.activeMs).toBeLessThanOrEqual(lifeMs - GAP_SECONDS * 1_000);
});

test('no worker during a model call → that time is not active time; the lost call is made again, and only that is counted [C63]', async () => {
  const { model, api } = goalkeeper;
  await model.untilCall(threads.calling, 2);
  // The turn of words, and the one that is told of it.
  model.follow(threads.calling, () => say('Nothing to do.'));
  model.reply(threads.calling, say('Nothing to do.'));
  const { usage } = await api.untilGoal(threads.calling, ({ phase }) => phase === 'idle');
  const [, again, told] = model.requests(threads.calling).map((request) => request.usage);
  const sumOf = (field: 'inputTokens' | 'outputTokens') => (again?.[field] ?? 0) + (told?.[field] ?? 0);
  expect(usage).toMatchObject({
    modelCalls: 2,
    turns: 2,
    inputTokens: sumOf('inputTokens'),
    outputTokens: sumOf('outputTokens'),
  });
  expect(awayMs).toBeGreaterThan(5_000);
  expect(usage.activeMs).toBeLessThan(awayMs);
});

test('goal at a usage limit without a reset time → stays put over a restart, until somebody resumes it [C81]', async () => {
  const { goal } = await goalkeeper.atRest(threads.limited);
  expect(goal).toMatchObject({ status: 'usageLimited', phase: 'idle', next: { action: 'idle' } });
  expect(goalkeeper.model.calls(threads.limited)).toBe(1);
  goalkeeper.model.follow(threads.limited, inOrder([shell('touch done.txt'), claim]));
  await goalkeeper.post(threads.limited, 'goal/resume', {});
  const ended = await goalkeeper.api.untilGoal(threads.limited, ({ phase }) => phase === 'idle');
  expect(ended).toMatchObject({ status: 'complete', usage: { turns: 2, modelCalls: 2 } });
});

test('turns stopped before a worker took their model call → no message is lost; the next call reads them in order', async () => {
  const { atRest, model, post, call } = goalkeeper;
  expect(await atRest(threads.untaken)).toMatchObject({ phase: 'idle', turn: 2 });
  expect(model.calls(threads.untaken)).toBe(0);
  await post(threads.untaken, 'messages', { content: 'three' });
  const { transcript } = await model.untilCall(threads.untaken, 1);
  expect(transcript.map((entry) => 'text' in entry && entry.text)).toEqual(['one', 'two', 'three']);
  const { body } = await call(threads.untaken, 'GET', 'messages');
  expect(body.messages.map(({ status }: Json) => status)).toEqual(['delivered', 'delivered', 'delivered']);
});
