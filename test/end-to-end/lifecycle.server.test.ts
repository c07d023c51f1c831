import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findTemporalCli } from '../../embedded/binaries/system-parts.ts';
import { startModelServer } from '../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../support/service/service-process.ts';
import { recordHistories } from '../support/workflow/record-histories.ts';

const run = promisify(execFile);
let service: Service;
let model: Awaited<ReturnType<typeof startModelServer>>;
/** Scripts stand by thread: tests share one service, as users do. */
const scripts = new Map<string, (request: ParsedRequest) => Reply | Promise<Reply>>();

/** Threads by the test that they belong to; their histories can be kept for the replay test. */
const recorded = new Map<string, string>();

beforeAll(async () => {
  model = await startModelServer({
    respond: (request) =>
      scripts.get(request.promptCacheKey ?? '')?.(request) ?? say('I know no such thread.'),
  });
  service = await startService({ modelUrl: model.baseUrl });
});

afterAll(async () => {
  await recordHistories(service.temporalAddress, recorded);
  await service.stop();
  await model.stop();
  await removeDirectory(service.dataDirectory);
});

/** A thread whose model follows the script. */
async function threadWith(
  script: (request: ParsedRequest) => Reply | Promise<Reply>,
  goal?: object,
): Promise<string> {
  const threadId = await service.api.createThread();
  scripts.set(threadId, script);
  recorded.set(threadId, expect.getState().currentTestName ?? threadId);
  if (goal !== undefined) {
    const reply = await service.api.call('PUT', `/v1/threads/${threadId}/goal`, goal);
    expect(reply.status).toBe(201);
  }
  return threadId;
}

const post = (threadId: string, path: string, body?: object) =>
  service.api.call('POST', `/v1/threads/${threadId}/${path}`, body);
const isIdle = (goal: { phase: string }) => goal.phase === 'idle';

test('goal: work, claim, checks pass → complete, with baseline, audit and usage to read [C46 C49 C64 C111]', async () => {
  const threadId = await threadWith(inOrder([claim, shell('touch done.txt'), claim]), FILE_GOAL);
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({
    status: 'complete',
    refusedAudits: 1,
    actions: ['clear', 'check'],
    stale: false,
  });
  expect(goal.usage).toMatchObject({ modelCalls: 3, toolCalls: 3, turns: 1 });
  const { body } = await service.api.call('GET', `/v1/threads/${threadId}/goal/checks`);
  expect(
    body.runs.map((check: { purpose: string; passed: boolean }) => [check.purpose, check.passed]),
  ).toEqual([
    ['baseline', false],
    ['audit', false],
    ['audit', true],
  ]);
  const items = await service.api.items(threadId);
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
  expect(items.at(-1).body.type).toBe('turnEnded');
});

test('liar: claims without work, says done → never complete, stalls [C86]', async () => {
  const script = (request: ParsedRequest) => (request.callsSinceMessage.length > 0 ? say('Done!') : claim);
  const threadId = await threadWith(script, FILE_GOAL);
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'active', refusedAudits: 2, next: { action: 'idle' } });
  expect(goal.next.reason).toContain('stalled');
});

test('liar: claims again and again → blocked at the cap, with the failing check as the reason', async () => {
  const threadId = await threadWith(() => claim, { ...FILE_GOAL, policy: { maxRefusedAudits: 3 } });
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'blocked', refusedAudits: 3 });
  expect(goal.statusReason).toContain('file (verification)');
});

test('cheat: rewrites the protected check so that it passes → refused, naming the file', async () => {
  const replies = [
    shell('echo "exit 1" > check.sh'),
    say('Written.'),
    shell('echo "exit 0" > check.sh'),
    claim,
    say('?'),
  ];
  const threadId = await threadWith(inOrder(replies));
  await post(threadId, 'messages', { content: 'Write a check.' });
  for (;;) if ((await service.api.items(threadId)).some(({ body }) => body.type === 'turnEnded')) break;
  const checks = [{ name: 'check', command: 'sh check.sh' }];
  const goal = { objective: 'Make check.sh pass', verification: { checks, protectedPaths: ['check.sh'] } };
  await service.api.call('PUT', `/v1/threads/${threadId}/goal`, goal);
  const ended = await service.api.untilGoal(threadId, (now) => isIdle(now) && now.refusedAudits === 1);
  // It sees the sealed file, whatever stands in its place.
  expect(ended).toMatchObject({ status: 'active', checks: [{ name: 'check', passed: false }] });
  const verdict = (await service.api.items(threadId)).find(({ body }) => body.purpose === 'audit');
  expect(verdict.body.verdict).toMatchObject({ proven: false, changedProtectedPaths: ['check.sh'] });
  expect(verdict.body.output).toContain('protected path changed: check.sh');
});

test('check that cannot run → blocked before anything is spent, with the reason', async () => {
  const checks = [{ name: 'tool', command: 'no-such-tool --version' }];
  const threadId = await threadWith(inOrder([]), { objective: 'Use the tool', verification: { checks } });
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'blocked', usage: { modelCalls: 0 } });
  expect(goal.statusReason).toContain('cannot run');
});

test('pause while a turn runs → the turn ends, no other starts; resume → goes on to the end [C65 C93]', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const replies = inOrder([shell('echo one'), say('First turn done.'), shell('touch done.txt'), claim]);
  const threadId = await threadWith(async (request) => {
    await gate;
    return replies(request);
  }, FILE_GOAL);
  await service.api.untilGoal(threadId, (goal) => goal.phase === 'running' && goal.usage.turns === 1);
  const paused = await post(threadId, 'goal/pause', { reason: 'lunch' });
  expect(paused).toMatchObject({
    status: 200,
    body: { applied: true, goal: { status: 'paused', statusReason: 'lunch' } },
  });
  release();
  const resting = await service.api.untilGoal(threadId, isIdle);
  expect(resting).toMatchObject({ status: 'paused', usage: { turns: 1, modelCalls: 2 } });
  expect((await post(threadId, 'goal/resume')).status).toBe(200);
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({ status: 'complete' });
});

test('clear while a command runs → command killed, goal gone, the record says cleared', async () => {
  const threadId = await threadWith(inOrder([shell('echo $$ > pid; sleep 600')]), FILE_GOAL);
  const pidFile = join(service.dataDirectory, 'workspaces', threadId, 'pid');
  while ((await readFile(pidFile, 'utf8').catch(() => '')) === '') await sleep(20);
  const cleared = await post(threadId, 'goal/clear');
  expect(cleared).toMatchObject({ status: 200, body: { applied: true, status: 'cleared', goal: null } });
  expect((await service.api.call('GET', `/v1/threads/${threadId}/goal`)).status).toBe(404);
  for (;;) {
    const { body } = await service.api.call('GET', `/v1/threads/${threadId}`);
    if (body.phase === 'idle') break;
  }
  const { body } = await service.api.call('GET', `/v1/threads/${threadId}/goals`);
  expect(body.goals).toMatchObject([{ status: 'cleared' }]);
  const result = (await service.api.items(threadId)).find(({ kind }) => kind === 'toolResult');
  expect(result.body.output).toContain('Stopped by the user');
});

test('interrupt while a command runs → process tree gone within 2 s, goal paused; resume tells the model and goes on [C98 C121]', async () => {
  const script = inOrder([shell('(setsid sleep 613 &) ; sleep 613'), shell('touch done.txt'), claim]);
  const threadId = await threadWith(script, FILE_GOAL);
  await service.api.untilGoal(threadId, (goal) => goal.usage.toolCalls === 1);
  const sleepers = async () =>
    (await run('pgrep', ['-cf', '^sleep 613']).catch(() => ({ stdout: '0' }))).stdout.trim();
  while ((await sleepers()) !== '2');
  const atMs = Date.now();
  expect(await post(threadId, 'interrupt')).toMatchObject({ status: 200, body: { status: 'paused' } });
  while ((await sleepers()) !== '0');
  expect(Date.now() - atMs).toBeLessThan(2_000);
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({
    status: 'paused',
    usage: { modelCalls: 1 },
  });
  await post(threadId, 'goal/resume');
  expect(await service.api.untilGoal(threadId, isIdle)).toMatchObject({ status: 'complete' });
});

test('commands that the state does not allow → 409 with reason and current goal [C35]', async () => {
  const threadId = await threadWith(inOrder([shell('touch done.txt'), claim]), FILE_GOAL);
  await service.api.untilGoal(threadId, isIdle);
  const reply = await post(threadId, 'goal/pause');
  expect(reply.status).toBe(409);
  expect(reply.headers.get('content-type')).toContain('application/problem+json');
  expect(reply.body).toMatchObject({ code: 'illegalTransition', goal: { status: 'complete' } });
  const empty = await service.api.createThread();
  expect((await post(empty, 'goal/resume')).body).toMatchObject({ code: 'noGoal', goal: null });
});

test('second goal over an unfinished one → 409; with replace → a new goal [C4 C118]', async () => {
  const threadId = await threadWith(inOrder([]), FILE_GOAL);
  const first = await service.api.goal(threadId);
  const refused = await service.api.call('PUT', `/v1/threads/${threadId}/goal`, FILE_GOAL);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'goalUnfinished', goal: { goalId: first.goalId } },
  });
  const replaced = await service.api.call('PUT', `/v1/threads/${threadId}/goal`, {
    ...FILE_GOAL,
    replace: true,
  });
  expect(replaced.status).toBe(201);
  expect(replaced.body.goalId).not.toBe(first.goalId);
});

test('same Idempotency-Key → one goal, one pause', async () => {
  const threadId = await threadWith(inOrder([]));
  const key = { 'idempotency-key': 'set-1' };
  const path = `/v1/threads/${threadId}/goal`;
  const first = await service.api.call('PUT', path, FILE_GOAL, key);
  const second = await service.api.call('PUT', path, FILE_GOAL, key);
  expect(second).toMatchObject({ status: 201, body: first.body });
});

test('message → a user turn that the model reads, before any continuation [C91]', async () => {
  const threadId = await threadWith(inOrder([say('Hello.')]));
  expect((await post(threadId, 'messages', { content: 'Good <b>evening</b>' })).status).toBe(201);
  for (;;) {
    const items = await service.api.items(threadId);
    if (items.some(({ kind }) => kind === 'modelReply')) {
      const kinds = items.filter(({ kind }) => kind !== 'event').map(({ kind }) => kind);
      expect(kinds).toEqual(['userMessage', 'modelReply']);
      break;
    }
  }
  const request = model.requests.find(({ request: asked }) => asked?.promptCacheKey === threadId)?.request;
  expect(request?.transcript.at(-1)).toMatchObject({ role: 'user', text: 'Good <b>evening</b>' });
});

test("signals from Temporal's own CLI, also with an odd payload → act, or are refused; nothing breaks", async () => {
  const threadId = await threadWith(inOrder([]), FILE_GOAL);
  await service.api.untilGoal(threadId, isIdle);
  const cli = await findTemporalCli();
  const signal = (name: string, ...input: string[]) =>
    run(cli, [
      'workflow',
      'signal',
      '--address',
      service.temporalAddress,
      '-w',
      threadId,
      '--name',
      name,
      ...input,
    ]);
  await signal('pause');
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'paused' });
  await signal('resume', '--input', '"yes please"');
  await signal('restart');
  expect(await service.api.goal(threadId)).toMatchObject({ status: 'paused' });
  await signal('resume', '--input', '{"requestId":"cli-1"}');
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal.status).toBe('active');
  const refusals = (await service.api.items(threadId)).filter(({ body }) => body.type === 'commandRefused');
  expect(refusals.map(({ body }) => [body.command, body.reason])).toEqual([
    ['resume', 'badPayload'],
    ['restart', 'unknownSignal'],
  ]);
});

test('budget used up → budgetLimited, exactly one wrap-up turn without tools, then rest [C71 C72 C73 C74]', async () => {
  const script = (request: ParsedRequest): Reply =>
    request.tools.length === 0 ? say('Done: nothing. Next: more budget.') : shell('echo working');
  const threadId = await threadWith(script, { ...FILE_GOAL, budget: { toolCalls: 3 } });
  const goal = await service.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'budgetLimited', usage: { toolCalls: 3, modelCalls: 4 } });
  expect((await post(threadId, 'goal/resume')).body).toMatchObject({ code: 'budgetExhausted' });
  const kinds = (await service.api.items(threadId)).filter(({ body }) => body.type === 'turnStarted');
  expect(kinds.map(({ body }) => body.kind)).toEqual(['continuation', 'wrapUp']);
});
