import { describe, expect, test } from '@jest/globals';
import { type AuditorCase, converse, MAX_ROUNDS } from '../../../activities/auditor/converse.ts';
import { listFiles } from '../../../activities/auditor/list-files.ts';
import type { ModelResult } from '../../../activities/model/client.ts';
import { unreadable } from '../../../activities/model/failure/model-failure.ts';
import type { ModelRequest } from '../../../context/request.ts';
import { safetyIdentifier } from '../../../context/safety-identifier.ts';
import type { ModelReply, ReplyOutput } from '../../../journal/bodies/model-reply.ts';

const GOOD = JSON.stringify({
  complete: true,
  summary: '',
  requirements: [{ id: 'R1', verdict: 'proven', evidence: '', reason: '' }],
});
const USAGE = { inputTokens: 10, cachedInputTokens: 0, outputTokens: 1 };

const reply = (output: readonly ReplyOutput[], fields: Partial<ModelReply> = {}): ModelResult => ({
  ok: true,
  reply: { responseId: 'r', output, usage: USAGE, ...fields },
});
const says = (text: string): ModelResult => reply([{ type: 'message', text }]);
const looks = (count = 1): ModelResult =>
  reply(
    Array.from({ length: count }, (_, index) => ({
      type: 'function_call' as const,
      call_id: `c${index}`,
      name: 'list_files',
      arguments: '{}',
    })),
  );

/** Answers in order, the last one for ever. */
async function audit(results: readonly ModelResult[], fields: Partial<AuditorCase> = {}) {
  const requests: ModelRequest[] = [];
  let paid = 0;
  const result = await converse({
    client: {
      respond: async (request) => results[Math.min(requests.push(request), results.length) - 1] ?? says(''),
    },
    choice: { model: 'judge-1' },
    threadId: 'thr_1',
    document: '{}',
    requirementIds: ['R1'],
    tools: [listFiles(async () => [])],
    runTool: async () => 'a.txt',
    pay: () => {
      paid += 1;
    },
    isSpent: () => false,
    signal: new AbortController().signal,
    ...fields,
  });
  return { result, requests, paid };
}

describe('converse', () => {
  test('a verdict at once → one request: evidence, own instructions and key, the format, tools that only read', async () => {
    const { result, requests } = await audit([says(GOOD)]);
    expect(result).toMatchObject({ ok: true, verdict: { complete: true } });
    expect(requests).toEqual([
      expect.objectContaining({
        model: 'judge-1',
        cacheKey: 'thr_1/auditor',
        mayCallTools: true,
        input: [{ role: 'user', content: '{}' }],
        instructions: expect.stringMatching(/^You are the auditor/),
        format: expect.objectContaining({ name: 'audit_verdict' }),
        tools: [expect.objectContaining({ name: 'list_files' })],
      }),
    ]);
  });

  test('a tenant → named to the provider as in the requests of its threads', async () => {
    const { requests } = await audit([says(GOOD)], { tenantId: 'acme' });
    expect(requests[0]?.safetyIdentifier).toBe(safetyIdentifier('acme'));
    expect((await audit([says(GOOD)])).requests[0]).not.toHaveProperty('safetyIdentifier');
  });

  test('it looks without end → after its rounds the tools are taken away, and a verdict is all that counts', async () => {
    const { result, requests, paid } = await audit([looks()]);
    expect(result).toMatchObject({ ok: false, problem: 'it is not one message and nothing else' });
    expect(requests.map(({ mayCallTools }) => mayCallTools)).toEqual([
      ...Array.from({ length: MAX_ROUNDS }, () => true),
      false,
      false,
      false,
    ]);
    expect(paid).toBe(requests.length);
  });

  test('an answer that is none between its looks → asked again, and it may look on as before', async () => {
    const { result, requests } = await audit([looks(), says('Hm.'), looks(), says(GOOD)]);
    expect(result).toMatchObject({ ok: true });
    expect(requests.map(({ mayCallTools }) => mayCallTools)).toEqual([true, true, true, true]);
  });

  test('answers that are none and looks in turn, without end → bounded as before', async () => {
    const turns = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? says('Hm.') : looks()));
    const { result, requests } = await audit(turns);
    expect(result).toMatchObject({ ok: false });
    expect(requests.length).toBeLessThanOrEqual(MAX_ROUNDS + 3);
  });

  test('every call is answered, also those that are too many', async () => {
    const { requests } = await audit([looks(20), says(GOOD)]);
    const outputs = requests[1]?.input.filter(({ type }) => type === 'function_call_output') ?? [];
    expect(outputs).toHaveLength(20);
    expect([outputs[0]?.output, outputs[19]?.output]).toEqual(['a.txt', expect.stringContaining('Not run')]);
  });

  test('it is shown too much → each answer is cut, all together are bounded, and then the looks are over', async () => {
    const { requests } = await audit([looks(16)], { runTool: async () => 'x'.repeat(1_000_000) });
    const outputs = requests[1]?.input.filter(({ type }) => type === 'function_call_output') ?? [];
    expect(String(outputs[0]?.output)).toMatch(/^x{16000}\n\(984,000 bytes left out\)$/);
    expect(requests.map(({ mayCallTools }) => mayCallTools)).toEqual([true, false, false, false]);
    expect(JSON.stringify(requests.at(-1)?.input).length).toBeLessThan(270_000);
  });

  test.each<[string, ModelResult]>([
    ['prose', says('All is well.')],
    [
      'two messages',
      reply([
        { type: 'message', text: GOOD },
        { type: 'message', text: GOOD },
      ]),
    ],
    ['a verdict that was cut', reply([{ type: 'message', text: GOOD }], { incomplete: 'max_output_tokens' })],
    ['a refusal that reads like a verdict', reply([{ type: 'message', text: GOOD, isRefusal: true }])],
  ])('%s → asked again twice with what is wrong, then no verdict', async (_, answer) => {
    const { result, requests, paid } = await audit([answer]);
    expect(result).toMatchObject({ ok: false, problem: expect.any(String) });
    expect([requests.length, paid]).toEqual([3, 3]);
    expect(requests[2]?.input.at(-1)).toEqual({
      role: 'user',
      content: expect.stringMatching(/^Your answer is no verdict: /),
    });
  });

  test('the budget is used up → no more looks, and no second asking', async () => {
    const isSpent = () => true;
    expect((await audit([says(GOOD)], { isSpent })).requests).toMatchObject([{ mayCallTools: false }]);
    expect((await audit([says('Hm.'), says(GOOD)], { isSpent })).requests).toHaveLength(1);
  });

  test('an answer that cannot be used and was billed → paid for as well', async () => {
    const failure = unreadable('the reply is empty', USAGE);
    const { result, paid } = await audit([looks(), { ok: false, failure }]);
    expect([result, paid]).toEqual([{ ok: false, failure }, 2]);
  });

  test('the provider fails in the middle → its failure, and what went before is paid for', async () => {
    const failure = unreadable('cut');
    const { result, paid } = await audit([looks(), { ok: false, failure }]);
    expect(result).toEqual({ ok: false, failure });
    expect(paid).toBe(1);
  });
});
