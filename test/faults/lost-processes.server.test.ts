import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startModelServer } from '../../scripted-model/model-server.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, shell } from '../support/model/scripts.ts';
import { type Distributed, startDistributed } from '../support/service/distributed.ts';

/** Promised to users: from the kill to the next model call. */
const MAX_GAP_MS = 15_000;

let goalkeeper: Distributed;
let model: Awaited<ReturnType<typeof startModelServer>>;
let script: (request: ParsedRequest) => Reply | Promise<Reply>;
/** When each model call arrived. */
const callsAtMs: number[] = [];

beforeAll(async () => {
  model = await startModelServer({
    respond: (request) => {
      callsAtMs.push(Date.now());
      return script(request);
    },
  });
  goalkeeper = await startDistributed(model.baseUrl);
});

afterAll(async () => {
  await goalkeeper.stop();
  await model.stop();
});

const isIdle = ({ phase }: { phase: string }) => phase === 'idle';

/** Sets the goal on a fresh thread whose model follows `replies`. */
async function begin(replies: (request: ParsedRequest) => Reply | Promise<Reply>): Promise<string> {
  callsAtMs.length = 0;
  script = replies;
  return goalkeeper.api.createThread({ goal: FILE_GOAL });
}

/** Resolves when the file in the thread's workspace has content. */
async function untilFile(threadId: string, name: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(goalkeeper.workspacesDirectory, threadId, name), 'utf8').catch(() => '');
    if (text !== '') return text;
    await sleep(20);
  }
}

/** A script whose first call never gets its answer; later calls follow `replies`. */
function hangingOnce(replies: (request: ParsedRequest) => Reply) {
  let isFirst = true;
  return async (request: ParsedRequest): Promise<Reply> => {
    if (!isFirst) return replies(request);
    isFirst = false;
    return new Promise(() => {});
  };
}

const untilCalls = async (count: number): Promise<void> => {
  while (callsAtMs.length < count) await sleep(10);
};

const LONG_COMMAND = shell('echo start >> effects.log; sleep 4; echo end >> effects.log; echo ran');

test('worker killed in a model call → call repeated once by the next worker within 15 s, goal completes', async () => {
  const threadId = await begin(hangingOnce(inOrder([shell('touch done.txt'), claim])));
  await untilCalls(1);
  const killedAtMs = Date.now();
  await goalkeeper.killWorker();
  await goalkeeper.startWorker();
  const goal = await goalkeeper.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 2, turns: 1 } });
  const gapMs = (callsAtMs[1] ?? Number.POSITIVE_INFINITY) - killedAtMs;
  console.log(`worker killed in a model call: next call after ${gapMs} ms`);
  expect(gapMs).toBeLessThan(MAX_GAP_MS);
  // Lost call, its repetition, the claim, the closing words.
  expect(callsAtMs).toHaveLength(4);
});

test('worker killed in a tool call → command not run again, model reads "outcome unknown", goal completes', async () => {
  const threadId = await begin(inOrder([LONG_COMMAND, shell('touch done.txt'), claim]));
  await untilFile(threadId, 'effects.log');
  const killedAtMs = Date.now();
  await goalkeeper.killWorker();
  await goalkeeper.startWorker();
  const goal = await goalkeeper.api.untilGoal(threadId, isIdle);
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 3, toolCalls: 3 } });
  const gapMs = (callsAtMs[1] ?? Number.POSITIVE_INFINITY) - killedAtMs;
  console.log(`worker killed in a tool call: next model call after ${gapMs} ms`);
  expect(gapMs).toBeLessThan(MAX_GAP_MS);
  expect(await untilFile(threadId, 'effects.log')).toBe('start\n');
  const results = (await goalkeeper.api.items(threadId)).filter(({ kind }) => kind === 'toolResult');
  expect(results[0].body).toMatchObject({ ok: false });
  expect(results[0].body.output).toContain('outcome unknown');
  expect(callsAtMs).toHaveLength(4);
});

test('Temporal killed in a model call and restarted → goes on within 15 s, call repeated at most once', async () => {
  let release: (reply: Reply) => void = () => {};
  const replies = inOrder([shell('touch done.txt'), claim]);
  let isFirst = true;
  const threadId = await begin(async (request) => {
    if (!isFirst) return replies(request);
    isFirst = false;
    return new Promise<Reply>((resolve) => {
      release = resolve;
    });
  });
  await untilCalls(1);
  const killedAtMs = Date.now();
  await goalkeeper.killTemporal();
  await goalkeeper.startTemporal();
  release(shell('touch done.txt'));
  const goal = await goalkeeper.api.untilGoal(threadId, (now) => now.stale === false && isIdle(now));
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 2, turns: 1 } });
  const gapMs = (callsAtMs[1] ?? Number.POSITIVE_INFINITY) - killedAtMs;
  console.log(`Temporal killed in a model call: next call after ${gapMs} ms`);
  expect(gapMs).toBeLessThan(MAX_GAP_MS);
  expect(callsAtMs.length).toBeLessThanOrEqual(4);
});

test('Temporal killed in a tool call and restarted → command ran once, goes on within 15 s', async () => {
  const threadId = await begin(inOrder([LONG_COMMAND, shell('touch done.txt'), claim]));
  await untilFile(threadId, 'effects.log');
  const killedAtMs = Date.now();
  await goalkeeper.killTemporal();
  await goalkeeper.startTemporal();
  const goal = await goalkeeper.api.untilGoal(threadId, (now) => now.stale === false && isIdle(now));
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 3, toolCalls: 3 } });
  const gapMs = (callsAtMs[1] ?? Number.POSITIVE_INFINITY) - killedAtMs;
  console.log(`Temporal killed in a tool call: next model call after ${gapMs} ms`);
  expect(gapMs).toBeLessThan(MAX_GAP_MS);
  const effects = await untilFile(threadId, 'effects.log');
  expect(effects.match(/start/g)).toHaveLength(1);
});
