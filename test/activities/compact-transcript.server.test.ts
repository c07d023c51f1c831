import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUMMARY_REQUEST } from '../../activities/compaction/summary-request.ts';
import { createProviderCompaction } from '../../activities/model/responses/provider-compaction.ts';
import type { Respond } from '../../scripted-model/model-server.ts';
import type { CompactionInput } from '../../workflows/activities.ts';
import { FAILURE_TYPE } from '../../workflows/turn/failure-type.ts';
import { type ActivityParts, openActivityParts } from '../support/activities/activity-parts.ts';
import {
  compact,
  compactionAt,
  compactionInput,
  pastThread,
  sayMore,
} from '../support/activities/compaction-bench.ts';
import { askedFor, callModel, modelCall } from '../support/activities/model-call-bench.ts';
import { contractWith, goalViewWith } from '../support/contract/sample-contract.ts';

const SUMMARY = {
  done: ['cached the lookups in src/search.ts'],
  triedAndFailed: ['a bloom filter: p95 went up to 240 ms'],
  decisions: [{ decision: 'no new dependency', reason: 'the contract <forbids> it' }],
  openEnds: ['the serialiser'],
  filesTouched: ['src/search.ts: cache'],
};

let parts: ActivityParts;
let respond: Respond;
let sealing: Respond = () => ({ message: 'sealed words' });
beforeAll(async () => {
  parts = await openActivityParts({
    respond: (request, index) => respond(request, index),
    compact: (request, index) => sealing(request, index),
  });
});
afterAll(() => parts.close());

const summing: Respond = ({ input }) =>
  input.at(-1)?.content === SUMMARY_REQUEST
    ? { message: `Here it is:\n\`\`\`json\n${JSON.stringify(SUMMARY)}\n\`\`\`` }
    : { message: 'Done.' };
const window = (windowTokens: number) =>
  parts.with({ context: { windowOf: () => ({ windowTokens, reserveTokens: 4_000 }) } });

const atProvider = () => {
  const { baseUrl } = parts.modelServer;
  const provider = { apiKey: 'x', baseUrl, model: 'rehearsal', timeoutMs: 30_000, maxReplyBytes: 1_000_000 };
  const windowOf = () => ({ windowTokens: 26_000, reserveTokens: 4_000 });
  return parts.with({ context: { windowOf, compactAtProvider: createProviderCompaction(provider) } });
};

/** The input of the next request but for the closing block, which there is none of. */
async function nextInput(seq: { readonly threadId: string; readonly seq: number }): Promise<string[]> {
  respond = summing;
  await callModel(parts, await modelCall(parts, { threadId: seq.threadId, seq: seq.seq + 1, turn: 100 }));
  return (askedFor(parts, seq.threadId).at(-1)?.request.input ?? []).map((item) => JSON.stringify(item));
}

describe('compactTranscript', () => {
  test('old outputs are most of it → they are elided, no model is asked, and the last turns stay as they are', async () => {
    const thread = await pastThread(parts, { turns: 20, outputBytes: 4_000 });
    expect(await compact(window(24_000), compactionInput(thread))).toMatchObject({ modelCalls: 0 });
    expect(askedFor(parts, thread.threadId)).toEqual([]);
    const { summary, bytesBefore, bytesAfter, reason } = await compactionAt(parts, thread);
    expect([summary, reason]).toEqual([undefined, 'estimated']);
    expect(bytesAfter).toBeLessThan(bytesBefore / 2);
    const input = await nextInput(thread);
    expect(input[2]).toContain('exit code 0 [item 3]\\n[4038 bytes, elided; read_item 3 shows them]');
    for (const turn of [18, 19, 20]) expect(input.join()).toContain(`output of turn ${turn} ....`);
    expect(input.join()).toContain('Words of turn 1.');
  });

  test('words are most of it → one call in the same prefix, whose summary stands for all but message and last turns', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    const before = await nextInput({ ...thread, seq: thread.seq - 1 });
    const at = { threadId: thread.threadId, seq: thread.seq + 1 };
    const spent = await compact(window(26_000), compactionInput(at));
    const [call] = askedFor(parts, thread.threadId).slice(-1);
    expect(spent).toEqual({
      modelCalls: 1,
      usage: {
        ...{ inputTokens: call?.usage?.inputTokens, outputTokens: call?.usage?.outputTokens },
        cachedInputTokens: call?.usage?.cachedInputTokens,
      },
    });
    expect(call?.request.tools).toEqual([]);
    const asked = call?.request.input.map((item) => JSON.stringify(item)) ?? [];
    expect(asked.slice(0, before.length)).toEqual(before);
    const body = await compactionAt(parts, at);
    expect(body).toMatchObject({
      summaryBy: 'model',
      usage: spent.usage,
      summary: { keeps: [1], omits: [] },
    });
    const input = await nextInput(at);
    expect(input[0]).toContain('Make it fast.');
    expect(input[1]).toContain('a bloom filter: p95 went up to 240 ms');
    expect(input[1]).toContain('no new dependency (because: the contract <forbids> it)');
    for (const turn of [59, 60]) expect(input.join()).toContain(`Words of turn ${turn}.`);
    expect(input.join()).not.toContain('Words of turn 40.');
  });

  test('a second summary → is asked for with the first in sight, and takes its place', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = summing;
    await compact(window(24_000), compactionInput(thread));
    const later = { ...thread, seq: thread.seq + 1 };
    await compact(window(9_000), compactionInput(later));
    const [asked] = askedFor(parts, thread.threadId).slice(-1);
    expect(JSON.stringify(asked?.request.input)).toContain('a bloom filter');
    const input = await nextInput(later);
    expect(input.filter((item) => item.includes('<earlier_work>'))).toHaveLength(1);
  });

  test.each([
    ['no JSON', () => ({ message: 'I have done a lot.' }), 'shape'],
    ['JSON of another shape', () => ({ message: '{"done": "all"}' }), 'shape'],
    [
      'nothing in it',
      () => ({
        message: JSON.stringify({ ...SUMMARY, done: [], triedAndFailed: [], decisions: [], openEnds: [] }),
      }),
      'says nothing',
    ],
    ['a cut reply', () => ({ fault: 'incomplete' }), 'was cut'],
    ['a refused request', () => ({ fault: 'status', status: 400 }), 'model call failed'],
    ['a reply that cannot be read', () => ({ fault: 'empty200' }), 'final event'],
  ] satisfies [string, Respond, string][])(
    'instead of a summary %s → old outputs are elided if that is enough; it says so and does not fail',
    async (_, answer, problem) => {
      const thread = await pastThread(parts, { turns: 40, outputBytes: 2_000, wordsBytes: 400 });
      respond = answer;
      await compact(window(18_000), compactionInput(thread));
      const body = await compactionAt(parts, thread);
      expect(body.problem).toContain(problem);
      expect([body.summary, body.summaryBy]).toEqual([undefined, undefined]);
      expect(body.elidedBefore).toBeGreaterThan(1);
      expect(askedFor(parts, thread.threadId)).toHaveLength(1);
    },
  );

  test('no summary, and eliding is not enough → the last words of turns stand in for what is left out', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = () => ({ message: 'rubbish' });
    await compact(window(14_000), compactionInput(thread));
    const body = await compactionAt(parts, thread);
    expect(body).toMatchObject({ summaryBy: 'service', problem: expect.stringContaining('shape') });
    const input = await nextInput(thread);
    expect(input[1]).toContain('there is no summary of it');
    expect(input[1]).toContain('turn 40: Words of turn 40. www');
  });

  test('no second summary → the first one stays, beside the last words since', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = summing;
    await compact(window(26_000), compactionInput(thread));
    respond = () => ({ message: 'rubbish' });
    const later = { ...thread, seq: thread.seq + 1 + (await sayMore(parts, thread, 30)) };
    await compact(window(14_000), compactionInput(later));
    expect(await compactionAt(parts, later)).toMatchObject({ summaryBy: 'service' });
    const [, summary = ''] = await nextInput(later);
    expect(summary).toContain('a bloom filter');
    expect(summary).toContain('turn 110: More words 10.');
  });

  test('an outage → waited out a few times, then passed over; a usage limit → waited out by the goal', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = () => ({ fault: 'status', status: 503 });
    const failure = await compact(window(14_000), compactionInput(thread), 5).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ type: FAILURE_TYPE.modelUnavailable, nonRetryable: false });
    expect(await parts.journal.readItem(thread.threadId, thread.seq)).toBeUndefined();
    respond = () => ({ fault: 'status', status: 429, body: { error: { type: 'usage_limit_reached' } } });
    await expect(compact(window(14_000), compactionInput(thread), 6)).rejects.toMatchObject({
      type: FAILURE_TYPE.modelUsageLimited,
    });
    respond = () => ({ fault: 'status', status: 503 });
    await compact(window(14_000), compactionInput(thread), 6);
    expect(await compactionAt(parts, thread)).toMatchObject({ summaryBy: 'service' });
  });

  test('an attempt after one that was journalled → nothing is asked again', async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = summing;
    await compact(window(24_000), compactionInput(thread));
    expect(await compact(window(24_000), compactionInput(thread), 2)).toMatchObject({ modelCalls: 0 });
    expect(askedFor(parts, thread.threadId)).toHaveLength(1);
  });

  test.each([
    ['the budget is used up', { goal: goalViewWith({ left: { tokens: 0 } }) }],
    ['the turn is the wrap-up', { kind: 'wrapUp' }],
  ] satisfies [string, Partial<CompactionInput>][])(
    '%s → no call is made for a summary',
    async (_, fields) => {
      const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
      await parts.journal.saveContract(thread.threadId, 'goal_1', 1, contractWith());
      respond = summing;
      await compact(window(14_000), compactionInput(thread, fields));
      expect(askedFor(parts, thread.threadId)).toEqual([]);
      expect(await compactionAt(parts, thread)).toMatchObject({ problem: 'the budget is used up' });
    },
  );

  test('refused by the provider → a lower limit is kept, by its own words if it named one', async () => {
    const thread = await pastThread(parts, { turns: 10, outputBytes: 4_000 });
    await compact(window(100_000), compactionInput(thread, { reason: 'refused' }));
    const { limitTokens, bytesBefore } = await compactionAt(parts, thread);
    expect(limitTokens).toBeLessThan(bytesBefore / 3);
    const other = await pastThread(parts, { turns: 10, outputBytes: 2_000 });
    await compact(window(100_000), compactionInput(other, { reason: 'refused', saidTokens: 8_192 }));
    const said = await compactionAt(parts, other);
    expect(said).toMatchObject({ isExact: true, limitTokens: Math.floor(8_192 * 0.96) });
    const next = { ...other, seq: other.seq + 1 };
    await compact(window(100_000), compactionInput(next));
    expect(await compactionAt(parts, next)).toMatchObject({ isExact: true, limitTokens: said.limitTokens });
  });

  test("by the provider's own compaction → its sealed items stand before a word on them, and no other call is made", async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    const spent = await compact(atProvider(), compactionInput(thread));
    expect(spent).toMatchObject({ modelCalls: 1 });
    expect(await compactionAt(parts, thread)).toMatchObject({
      summaryBy: 'provider',
      usage: { modelCalls: 1 },
    });
    const input = await nextInput(thread);
    expect(input[0]).toContain('Make it fast.');
    expect(input[1]).toContain('"type":"compaction"');
    expect(input[2]).toContain('summed up in the compaction item before this message');
    expect(input.join()).not.toContain('Words of turn 40.');
  });

  test("the provider's own compaction fails → a summary of the model all the same", async () => {
    const thread = await pastThread(parts, { turns: 60, outputBytes: 100, wordsBytes: 1_000 });
    respond = summing;
    sealing = () => ({ fault: 'status', status: 500 });
    await compact(atProvider(), compactionInput(thread));
    expect(await compactionAt(parts, thread)).toMatchObject({ summaryBy: 'model' });
  });

  test('refused though it is short → the compacted request fits all the same, and so does some more', async () => {
    const thread = await pastThread(parts, { turns: 1, outputBytes: 100 });
    await compact(window(100_000), compactionInput(thread, { reason: 'refused' }));
    const { limitTokens, bytesAfter } = await compactionAt(parts, thread);
    expect(limitTokens).toBeGreaterThan((bytesAfter / 3) * 1.2);
  });
});

describe('callModel: too long a request', () => {
  test('by an estimate → not sent, nothing is journalled; compacted → sent', async () => {
    const thread = await pastThread(parts, { turns: 20, outputBytes: 4_000 });
    const input = await modelCall(parts, { ...thread, turn: 21 });
    const small = window(24_000);
    expect(await callModel(small, input)).toMatchObject({ outgrown: { reason: 'estimated' }, toolCalls: [] });
    expect(await parts.journal.readItem(thread.threadId, thread.seq)).toBeUndefined();
    await compact(small, compactionInput(thread));
    const next = await modelCall(parts, { ...thread, seq: thread.seq + 1, turn: 21, isCompacted: true });
    expect(await callModel(small, next)).not.toHaveProperty('outgrown');
    expect(askedFor(parts, thread.threadId)).toHaveLength(1);
  });

  test('refused for its length → to be compacted, with the window that the provider names; once compacted → final', async () => {
    const error = {
      code: 'context_length_exceeded',
      message:
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
    };
    respond = () => ({ fault: 'status', status: 400, body: { error } });
    const input = await modelCall(parts);
    expect((await callModel(parts, input)).outgrown).toEqual({ reason: 'refused', saidTokens: 8192 });
    await expect(callModel(parts, { ...input, isCompacted: true })).rejects.toMatchObject({
      type: FAILURE_TYPE.modelRejected,
      nonRetryable: true,
    });
  });
});
