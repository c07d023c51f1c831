import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildRequest, type ModelRequest, type RequestParts } from '../../context/request.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { Item } from '../../journal/journal.ts';
import { contractWith, goalViewWith } from '../support/contract/sample-contract.ts';
import { callingReply, event, resultItem, userMessage } from './transcript-items.ts';

const partsWith = (transcript: Transcript, fields: Partial<RequestParts> = {}): RequestParts => ({
  threadId: 'thr_1',
  transcript,
  mayCallTools: true,
  ...fields,
});

/** What a provider's prompt cache compares, in its order. */
const promptOf = ({ tools, instructions, input }: ModelRequest): string =>
  [JSON.stringify(tools), instructions, ...input.map((item) => JSON.stringify(item))].join('\n');

const CHOICE = {
  model: 'local-7b',
  reasoningEffort: 'high',
  maxOutputTokens: 4_000,
  serviceTier: 'flex',
} as const;

describe('buildRequest', () => {
  test('no goal → the transcript alone; the thread is the cache key; model, effort, limit and tier only when they were chosen', () => {
    const transcript = new Transcript();
    transcript.add([userMessage(1, 'Hi')]);
    const request = buildRequest(partsWith(transcript));
    expect(request.input).toEqual([{ role: 'user', content: 'Hi' }]);
    expect(request.cacheKey).toBe('thr_1');
    expect(request).not.toHaveProperty('model');
    expect(buildRequest(partsWith(transcript, { choice: CHOICE }))).toEqual({ ...request, ...CHOICE });
  });

  test('tenant → told apart by a hash that is always the same and holds nothing of its id', () => {
    const of = (tenantId: string) => buildRequest(partsWith(new Transcript(), { tenantId })).safetyIdentifier;
    expect(of('acme')).toBe(of('acme'));
    expect(of('acme')).not.toBe(of('acme2'));
    expect(of('acme')).toMatch(/^[0-9a-f]{64}$/);
    expect(buildRequest(partsWith(new Transcript()))).not.toHaveProperty('safetyIdentifier');
  });

  test('goal → the closing block is the last message, and no part of the transcript [C106]', () => {
    const transcript = new Transcript();
    transcript.add([userMessage(1, 'Hi')]);
    const closing = {
      kind: 'continuation',
      goal: goalViewWith(),
      contract: contractWith(),
      checkLines: [],
    } as const;
    const { input } = buildRequest(partsWith(transcript, { closing }));
    expect(input.at(-1)).toEqual({ role: 'user', content: expect.stringContaining('<goal_contract>') });
    expect(transcript.input()).toHaveLength(1);
  });

  /** The contract as the last message of a request carries it, after any record. */
  const contractAfter = (items: readonly Item[], objective: string, revision = 1): string => {
    const transcript = new Transcript();
    transcript.add(items);
    const contract = contractWith({ objective });
    const closing = {
      kind: 'continuation',
      goal: goalViewWith({ revision }),
      contract,
      checkLines: [],
    } as const;
    return JSON.stringify(buildRequest(partsWith(transcript, { closing })).input);
  };

  test('objective edited → the request holds the new one, and nothing of the earlier one [C105]', () => {
    const items = [userMessage(1, 'Hi'), callingReply(2, 1), resultItem(3, 2, 0)];
    expect(contractAfter(items, 'Make it fast')).toContain('Make it fast');
    const edited = contractAfter(items, 'Make it small', 2);
    expect(edited).toContain('Make it small');
    expect(edited).toContain('revision 2');
    expect(edited).not.toContain('Make it fast');
  });

  test('any part of the record is gone, as after a compaction → the objective is there in full [C128]', () => {
    const record = [
      userMessage(1, 'Make it fast'),
      ...[2, 5, 8].flatMap((seq) => [callingReply(seq, 1), resultItem(seq + 1, seq, 0), event(seq + 2)]),
    ];
    const objective = `Halve p95 ${'in every one of the reports '.repeat(140)}`;
    fc.assert(
      fc.property(fc.subarray(record), (kept) => {
        expect(contractAfter(kept, objective)).toContain(objective);
      }),
    );
  });

  test('request after request of a growing thread → each begins with the one before, without its closing block', () => {
    const turns: Item[][] = [
      [event(1), userMessage(2, 'Make it fast')],
      [callingReply(3, 2), resultItem(5, 3, 1), resultItem(6, 3, 0)],
      [callingReply(7, 1), resultItem(8, 7, 0), event(9)],
      [callingReply(10, 0), userMessage(12, 'And small')],
    ];
    const transcript = new Transcript();
    const requests = turns.map((items, index) => {
      transcript.add(items);
      const left = { tokens: 9_000 - index * 1_000 };
      const goal = goalViewWith({ tokensUsed: index * 1_000, left });
      const closing = {
        kind: 'continuation',
        goal,
        contract: contractWith(),
        checkLines: [`run ${index}`],
      } as const;
      // A wrap-up may not call tools, and is told so without touching the prefix.
      return buildRequest(partsWith(transcript, { closing, mayCallTools: index < 3 }));
    });
    for (const [index, next] of requests.slice(1).entries()) {
      const before = requests[index];
      if (before === undefined) throw new Error('no request');
      const kept = promptOf({ ...before, input: before.input.slice(0, -1) });
      expect(promptOf(next).startsWith(kept)).toBe(true);
      expect(promptOf(next).length).toBeGreaterThan(kept.length);
    }
  });
});
