import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { processesWith } from '../support/service/host-processes.ts';
import { type ScriptedDistributed, startScriptedDistributed } from '../support/service/scripted-service.ts';

const THREADS = 8;
const TURNS = 12;

let goalkeeper: ScriptedDistributed;

beforeAll(async () => {
  goalkeeper = await startScriptedDistributed();
});
afterAll(() => goalkeeper?.stop());

/** Workers that this test process has started. */
const workers = (): number[] =>
  processesWith('worker/main.ts').filter(
    (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[3] === String(process.pid),
  );
/** What the model has answered in full to this thread. */
function served(threadId: string) {
  const usages = goalkeeper.model.requests(threadId).flatMap(({ usage }) => usage ?? []);
  const sum = (key: 'inputTokens' | 'cachedInputTokens' | 'outputTokens') =>
    usages.reduce((total, usage) => total + usage[key], 0);
  return {
    modelCalls: usages.length,
    inputTokens: sum('inputTokens'),
    cachedInputTokens: sum('cachedInputTokens'),
    outputTokens: sum('outputTokens'),
  };
}
const ofType = (items: readonly Json[], type: string) => items.filter((item) => item.type === type);

test('two workers, one killed while both work → each turn starts once, in its turn; no turn is lost, every reply counted once [C88 C132]', async () => {
  const [first] = workers();
  await goalkeeper.startWorker();
  const goal = {
    ...FILE_GOAL,
    budget: { turns: TURNS },
    policy: { onNoToolCall: 'continue', stallAfterTurns: 100, progress: 'changes' },
  };
  const threads = await Promise.all(
    Array.from({ length: THREADS }, () => goalkeeper.begin(goal, () => say('On it.'))),
  );
  await goalkeeper.api.untilGoal(threads[0] ?? '', ({ usage }) => usage.turns >= TURNS / 3);
  if (first !== undefined) process.kill(first, 'SIGKILL');
  for (const threadId of threads) {
    const events = await goalkeeper.allEvents(threadId);
    const starts = ofType(events, 'turnStarted');
    expect(starts.map(({ kind }) => kind)).toEqual([...Array(TURNS).fill('continuation'), 'wrapUp']);
    const causes = starts.map(({ goal: { goalId, revision }, cause }) => `${goalId}.${revision}.${cause}`);
    expect(new Set(causes).size).toBe(causes.length);
    const turns = events.filter(({ type }) => type === 'turnStarted' || type === 'turnEnded');
    expect(turns.map(({ type, turn }) => [turn, type])).toEqual(
      starts.flatMap((_, index) => [
        [index + 1, 'turnStarted'],
        [index + 1, 'turnEnded'],
      ]),
    );
    const replies = (await goalkeeper.api.items(threadId)).filter(({ kind }) => kind === 'modelReply');
    const { usage } = await goalkeeper.view(threadId);
    expect(usage.modelCalls).toBe(TURNS + 1);
    expect(usage.inputTokens).toBe(replies.reduce((sum, { body }) => sum + body.usage.inputTokens, 0));
  }
});

test('parallel tool calls, failed and repeated model calls → usage is what the model server has answered in full [C53 C55]', async () => {
  const { model } = goalkeeper;
  const faults: Reply[] = [{ fault: 'status', status: 503 }, { fault: 'cutStream' }, { fault: 'html200' }];
  const read = { name: 'read_file', arguments: { path: 'now.txt' } };
  const script = inOrder([
    shell('date > now.txt'),
    { toolCalls: Array(8).fill(read) },
    shell('touch done.txt'),
    claim,
  ]);
  const threadId = await goalkeeper.begin(
    FILE_GOAL,
    (request) => faults[model.calls(threadId) - 2] ?? script(request),
  );
  const { goal, usage } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 4, toolCalls: 11 } });
  expect(usage).toMatchObject(served(threadId));
  expect(model.calls(threadId)).toBe(5 + faults.length);
});

test('reply that comes while Temporal is away, its worker killed then → paid once, and counted when both are back [C68]', async () => {
  const { model, api, begin } = goalkeeper;
  const threadId = await begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await goalkeeper.killTemporal();
  model.follow(threadId, inOrder([shell('touch done.txt'), claim]));
  model.reply(threadId, shell('touch done.txt'));
  while (!(await api.items(threadId)).some(({ kind }) => kind === 'modelReply'));
  await goalkeeper.killWorker();
  await goalkeeper.startTemporal();
  await goalkeeper.startWorker();
  const goal = await api.untilGoal(threadId, ({ stale, phase }) => stale === false && phase === 'idle');
  expect(goal).toMatchObject({ status: 'complete', usage: { modelCalls: 2, toolCalls: 2, turns: 1 } });
  // The goal pays nothing for the closing words, the thread does.
  const { usage } = await goalkeeper.view(threadId);
  expect(usage).toMatchObject(served(threadId));
  expect(model.calls(threadId)).toBe(3);
});
