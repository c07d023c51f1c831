import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import type { Reply } from '../../scripted-model/reply.ts';
import { FILE_GOAL } from '../support/contract/contracts.ts';
import { claim, inOrder, say, shell } from '../support/model/scripts.ts';
import type { Json } from '../support/service/api.ts';
import { type ScriptedService, startScriptedService } from '../support/service/scripted-service.ts';

const NOTICE = 'The user edited this contract during the turn.';
const SPENT = { usage: { inputTokens: 900, cachedInputTokens: 400, outputTokens: 80 } };

let goalkeeper: ScriptedService;

beforeAll(async () => {
  goalkeeper = await startScriptedService();
});
afterAll(() => goalkeeper?.stop());

const edit = (threadId: string, patch: object, etag?: string) =>
  goalkeeper.call(threadId, 'PATCH', 'goal', patch, etag === undefined ? {} : { 'if-match': etag });
/** What the model is told of its goal: the last message of the request. */
const contractIn = ({ input }: ParsedRequest): string => String(input.at(-1)?.content);

test('edit while a turn runs → finds what was spent so far; the next call of that turn reads the new contract with a notice, the next turn without [C22 C38 C40 C105]', async () => {
  const { model, api } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  const { goalId, setAt } = await api.goal(threadId);
  expect(contractIn(await model.untilCall(threadId, 1))).toContain(FILE_GOAL.objective);
  await model.play(threadId, { ...shell('echo half > half.txt'), ...SPENT });
  const edited = await edit(threadId, { objective: 'Make it, and say so' });
  expect(edited).toMatchObject({
    status: 200,
    body: { goalId, setAt, revision: 2, tokensUsed: 580, usage: { modelCalls: 1, toolCalls: 1 } },
  });
  const third = await model.play(threadId, claim);
  expect(contractIn(third)).toContain('Make it, and say so');
  expect(contractIn(third)).toContain(NOTICE);
  expect(JSON.stringify(third.input)).not.toContain(FILE_GOAL.objective);
  // That claim was about a contract which is no more.
  expect(third.callsSinceMessage.at(-1)?.output).toContain('Refused: the contract was edited');
  const next = contractIn(await model.play(threadId, say('I see.')));
  expect(next).toContain('Make it, and say so');
  expect(next).not.toContain(NOTICE);
});

test('objective, budget and policy edited at the same moment → all last, each in a revision of its own [C27]', async () => {
  const threadId = await goalkeeper.begin(FILE_GOAL, () => say('On it.'));
  await goalkeeper.atRest(threadId);
  await goalkeeper.post(threadId, 'goal/pause', {});
  for (const round of [1, 2, 3, 4, 5]) {
    const patches = [
      { objective: `Objective ${round}` },
      { budget: { turns: 100 + round } },
      { policy: { minGapSeconds: round } },
    ];
    const replies = await Promise.all(patches.map((patch) => edit(threadId, patch)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { contract } = await goalkeeper.api.goal(threadId);
    for (const patch of patches) expect(contract).toMatchObject(patch);
  }
  const edits = (await goalkeeper.allEvents(threadId)).filter(({ change }) => change === 'edit');
  const revisions: number[] = edits.map(({ goal }) => goal.revision);
  expect(new Set(revisions).size).toBe(15);
  expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
});

test('checks changed → measured anew before the next turn; what was protected and changed before the edit stays refused', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(
    undefined,
    inOrder([shell('echo "exit 1" > check.sh'), say('Written.')]),
  );
  await goalkeeper.post(threadId, 'messages', { content: 'Write a check.' });
  await goalkeeper.atRest(threadId);
  model.follow(threadId, undefined);
  const check = { name: 'check', command: 'sh check.sh' };
  const verification = { checks: [check], protectedPaths: ['check.sh'] };
  await goalkeeper.call(threadId, 'PUT', 'goal', { objective: 'Make check.sh pass', verification });
  await model.untilCall(threadId, 3);
  const play = (reply: Reply) => model.play(threadId, reply);
  const answerTo = ({ callsSinceMessage }: ParsedRequest) => callsSinceMessage.at(-1)?.output;
  await play(shell('echo "exit 0" > check.sh'));
  expect(answerTo(await play(claim))).toContain('protected path changed: check.sh');
  const file = { name: 'file', command: 'test ! -f done.txt' };
  expect((await edit(threadId, { verification: { checks: [check, file] } })).status).toBe(200);
  await play(say('And now?'));
  expect(answerTo(await play(claim))).toContain('protected path changed: check.sh');
  const items = await goalkeeper.api.items(threadId);
  const runs = items.filter(({ body }) => body.type === 'checksRan').map(({ body }) => body);
  expect(runs.map(({ purpose, verdict }) => [purpose, verdict.outcomes.length])).toEqual([
    ['baseline', 1],
    ['audit', 1],
    ['baseline', 2],
    ['audit', 2],
  ]);
  const { outcomes, proven } = runs.at(-1).verdict;
  // The checks see the sealed file, whatever stands in its place.
  expect([...outcomes.map(({ passed }: Json) => passed), proven]).toEqual([false, true, false]);
});

test('budget lowered below what is spent while a turn runs → out of budget at once; no further work, one wrap-up [C30]', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await model.play(threadId, { ...shell('echo half > half.txt'), ...SPENT });
  const lowered = await edit(threadId, { budget: { tokens: 580 } });
  expect(lowered).toMatchObject({ status: 200, body: { status: 'budgetLimited', tokensUsed: 580 } });
  expect((await model.play(threadId, shell('touch never.txt'))).tools).toEqual([]);
  model.reply(threadId, say('Half of it is done.'));
  const { goal, turn } = await goalkeeper.atRest(threadId);
  expect(goal).toMatchObject({ status: 'budgetLimited', usage: { toolCalls: 1, modelCalls: 3 } });
  expect(turn).toBe(2);
});

test('objective, budget and status in one edit → all applied, what was spent stays [C26]', async () => {
  const { model } = goalkeeper;
  const threadId = await goalkeeper.begin(FILE_GOAL);
  await model.untilCall(threadId, 1);
  await model.play(threadId, { ...shell('echo half > half.txt'), ...SPENT });
  const patch = { objective: 'Later', budget: { tokens: 5_000 }, status: 'paused' };
  const { body } = await edit(threadId, patch);
  expect(body).toMatchObject({
    status: 'paused',
    tokensUsed: 580,
    budgetLeft: { tokens: 4_420 },
    contract: { objective: 'Later', budget: { tokens: 5_000 } },
  });
  model.reply(threadId, say('So be it.'));
  expect(await goalkeeper.atRest(threadId)).toMatchObject({ phase: 'idle', turn: 1 });
});

test('edit with a stale If-Match → 412 with the goal as it is; with the ETag of that one it applies [C28]', async () => {
  const threadId = await goalkeeper.begin(FILE_GOAL, () => say('On it.'));
  await goalkeeper.atRest(threadId);
  const read = await goalkeeper.call(threadId, 'GET', 'goal');
  const etag = read.headers.get('etag') ?? '';
  const first = await edit(threadId, { objective: 'First' }, etag);
  expect(first.status).toBe(200);
  const stale = await edit(threadId, { objective: 'Second' }, etag);
  expect(stale).toMatchObject({
    status: 412,
    body: { code: 'staleRevision', goal: { revision: 2, contract: { objective: 'First' } } },
  });
  const pause = await goalkeeper.post(threadId, 'goal/pause', {}, { 'if-match': etag });
  expect(pause).toMatchObject({ status: 412, body: { code: 'staleRevision', goal: { status: 'active' } } });
  const second = await edit(threadId, { objective: 'Second' }, first.headers.get('etag') ?? '');
  expect(second).toMatchObject({ status: 200, body: { revision: 3, contract: { objective: 'Second' } } });
});
