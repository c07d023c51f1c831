import { describe, expect, test } from '@jest/globals';
import { buildRequest, type ModelRequest, type RequestParts } from '../../../activities/model/request.ts';
import { Transcript } from '../../../activities/model/transcript.ts';
import { functionTools } from '../../../activities/tools/registry.ts';
import type { Item } from '../../../journal/journal.ts';
import { contractWith, goalViewWith } from '../../support/sample-contract.ts';
import { callingReply, event, resultItem, userMessage } from './transcript-items.ts';

const partsWith = (transcript: Transcript, fields: Partial<RequestParts> = {}): RequestParts => ({
  threadId: 'thr_1',
  transcript,
  tools: functionTools(),
  mayCallTools: true,
  ...fields,
});

/** What a provider's prompt cache compares, in its order. */
const promptOf = ({ tools, instructions, input }: ModelRequest): string =>
  [JSON.stringify(tools), instructions, ...input.map((item) => JSON.stringify(item))].join('\n');

describe('buildRequest', () => {
  test('no goal → the transcript alone; the thread is the cache key; the model only when the thread has one', () => {
    const transcript = new Transcript();
    transcript.add([userMessage(1, 'Hi')]);
    const request = buildRequest(partsWith(transcript));
    expect(request.input).toEqual([{ role: 'user', content: 'Hi' }]);
    expect(request.cacheKey).toBe('thr_1');
    expect(request).not.toHaveProperty('model');
    expect(buildRequest(partsWith(transcript, { model: 'local-7b' })).model).toBe('local-7b');
  });

  test('goal → the closing block is the last message, and no part of the transcript', () => {
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
      const goal = goalViewWith({ tokensUsed: index * 1_000, tokensLeft: 9_000 - index * 1_000 });
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
