import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import { createTranscriptCache } from '../../../activities/memory/transcript-cache.ts';
import type { ChecksBody } from '../../../journal/bodies/checks.ts';
import type { Respond } from '../../../scripted-model/model-server.ts';
import type { ModelCallInput } from '../../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../../workflows/turn/failure-type.ts';
import { turnStarted } from '../../journal/samples.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { askedFor, callModel, modelCall } from '../../support/activities/model-call-bench.ts';
import {
  checkWith,
  contractWith,
  goalViewWith,
  outcomeWith,
} from '../../support/contract/sample-contract.ts';

let parts: ActivityParts;
let respond: Respond;

beforeAll(async () => {
  parts = await openActivityParts({ respond: (request, index) => respond(request, index) });
});
afterAll(() => parts.close());
beforeEach(() => {
  respond = () => ({ message: 'Done.', usage: { inputTokens: 50, cachedInputTokens: 20, outputTokens: 5 } });
});

const inputWith = (fields: Partial<ModelCallInput> = {}) => modelCall(parts, fields);

const call = (input: ModelCallInput, dependencies: ActivityDependencies = parts, attempt = 1) =>
  callModel(dependencies, input, attempt);

const asked = (threadId: string) => askedFor(parts, threadId);

describe('callModel', () => {
  test('reply with calls → references and usage; the reply is in the journal, with the events', async () => {
    respond = () => ({
      message: 'Looking.',
      toolCalls: [{ name: 'shell', arguments: { command: 'npm test' } }],
      usage: { inputTokens: 50, cachedInputTokens: 20, outputTokens: 5 },
    });
    const input = await inputWith({ events: [turnStarted(1)] });
    expect(await call(input)).toEqual({
      toolCalls: [{ callId: '2-0', label: 'shell npm test', readOnly: false, isWork: true }],
      usage: { inputTokens: 50, cachedInputTokens: 20, outputTokens: 5 },
    });
    const items = await parts.journal.readItems(input.threadId, 0, 10);
    expect(items.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'event'],
      [2, 'modelReply'],
    ]);
    expect(JSON.parse(items[1]?.body ?? '')).toMatchObject({
      output: [{ text: 'Looking.' }, { name: 'shell' }],
    });
  });

  test('a call before it was lost behind the record → what that has cost is told; where nothing stands, nothing is', async () => {
    const input = await inputWith();
    const { usage } = await call(input);
    const next = { ...input, seq: input.seq + 1, turn: input.turn + 1 };
    expect(await call({ ...next, unheardSeq: input.seq })).toMatchObject({
      unheard: { modelCalls: 1, usage },
    });
    expect(await call({ ...next, seq: next.seq + 1, unheardSeq: next.seq + 9 })).not.toHaveProperty(
      'unheard',
    );
  });

  test('repeated after it had finished → the journalled reply, and no second call', async () => {
    const input = await inputWith();
    const first = await call(input);
    respond = () => ({ message: 'Something else.' });
    expect(await call(input, parts, 2)).toEqual(first);
    expect(asked(input.threadId)).toHaveLength(1);
  });

  test('attempt that was lost before the reply → called again, journalled once', async () => {
    const input = await inputWith();
    await parts.journal.beginCall(
      input.threadId,
      { callId: 'model-2', seq: 2, turn: 1, kind: 'modelReply' },
      { events: [] },
    );
    await call(input, parts, 2);
    expect(asked(input.threadId)).toHaveLength(1);
    expect(await parts.journal.readItems(input.threadId, 0, 10)).toHaveLength(1);
  });

  test('journal that refuses the reply → no completion', async () => {
    const journal = { ...parts.journal, finishCall: () => Promise.reject(new Error('disk full')) };
    await expect(call(await inputWith(), parts.with({ journal }))).rejects.toThrow('disk full');
  });

  test('two attempts at once → both are told the same reply', async () => {
    respond = (_, index) => ({ message: `reply ${index}`, usage: { outputTokens: index } });
    const input = await inputWith();
    const transcripts = createTranscriptCache(parts.journal, 1_000);
    const [a, b] = await Promise.all([call(input), call(input, parts.with({ transcripts }), 2)]);
    expect(a).toEqual(b);
  });

  test('queued messages → delivered in their order, once, however often the call is tried', async () => {
    const input = await inputWith({
      seq: 5,
      inputs: [
        { inputId: 'msg_a', seq: 3, turn: 1 },
        { inputId: 'msg_b', seq: 4, turn: 1 },
      ],
    });
    for (const inputId of ['msg_a', 'msg_b'])
      await parts.journal.saveInput({ inputId, threadId: input.threadId, content: inputId });
    respond = () => ({ fault: 'status', status: 503 });
    await expect(call(input)).rejects.toMatchObject({ type: FAILURE_TYPE.modelUnavailable });
    respond = () => ({ message: 'Done.' });
    await call(input, parts, 2);
    const bodies = asked(input.threadId).map(({ request }) => request.input.map(({ content }) => content));
    expect(bodies).toEqual([
      ['msg_a', 'msg_b'],
      ['msg_a', 'msg_b'],
    ]);
  });

  test('goal → contract and last check results at the end of the request', async () => {
    const threadId = await parts.newThread();
    const goalId = `goal_${threadId}`;
    const contract = contractWith({
      objective: 'Halve p95',
      constraints: { checks: [checkWith({ name: 'lint' })], text: [] },
    });
    await parts.journal.saveContract(threadId, goalId, 1, contract);
    const verdict = { outcomes: [outcomeWith({ name: 'tests' })], changedProtectedPaths: [], proven: true };
    const body: ChecksBody = {
      type: 'checksRan',
      purpose: 'baseline',
      name: 'x',
      ok: true,
      output: '',
      verdict,
    };
    const item = { callId: 'checks-3', seq: 3, turn: 0, kind: 'event' as const, body: JSON.stringify(body) };
    await parts.journal.finishCall(threadId, item);
    const goal = goalViewWith({ goalId, checksSeq: 3 });
    await call(await inputWith({ threadId, seq: 9, kind: 'continuation', goal }));
    const closing = String(asked(threadId)[0]?.request.input.at(-1)?.content);
    expect(closing).toContain('<objective>\nHalve p95\n</objective>');
    expect(closing).toContain(
      '<last_check_results>\nthese are of the accepted state, without your work:\ntests (verification) passed: exit 0\n</last_check_results>',
    );
  });

  test('plan mode → told at the end of the request', async () => {
    const threadId = await parts.newThread();
    await call(await inputWith({ threadId, isPlanning: true }));
    expect(asked(threadId)[0]?.request.input.at(-1)?.content).toMatch(/^The thread is in plan mode/);
  });

  test('plan mode with a goal → its contract is shown; commands may run, and only those', async () => {
    const threadId = await parts.newThread();
    const goalId = `goal_of_${threadId}`;
    await parts.journal.saveContract(threadId, goalId, 1, contractWith({ objective: 'Halve p95' }));
    const shownGoal = goalViewWith({ goalId, status: 'paused' });
    const written = { name: 'write_file', arguments: { path: 'x', content: '' } };
    respond = () => ({ toolCalls: [{ name: 'shell', arguments: { command: 'ls' } }, written] });
    const { toolCalls } = await call(await inputWith({ threadId, isPlanning: true, shownGoal }));
    const closing = String(asked(threadId)[0]?.request.input.at(-1)?.content);
    expect(closing).toContain('<objective>\nHalve p95\n</objective>');
    expect(closing).toContain('status: paused');
    expect(toolCalls.map(({ runsInPlan }) => runsInPlan)).toEqual([true, undefined]);
  });

  test('tools: false → stay in the request, but may not be called; the thread chooses its model', async () => {
    const threadId = await parts.newThread({ model: 'local-7b' });
    await call(await inputWith({ threadId, tools: false, kind: 'wrapUp' }));
    expect(asked(threadId)[0]?.request.body).toMatchObject({ model: 'local-7b', tool_choice: 'none' });
    expect(asked(threadId)[0]?.request.body.tools).not.toHaveLength(0);
  });
});
