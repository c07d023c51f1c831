import { describe, expect, test } from '@jest/globals';
import type { ModelResult } from '../../../activities/model/client.ts';
import type { ModelFailure } from '../../../activities/model/failure/model-failure.ts';
import { withoutRefusedReply } from '../../../activities/model/without-refused-reply.ts';

const REPLY = {
  ok: true,
  reply: { responseId: 'r', output: [], usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 } },
} as ModelResult;
const rejected = (of: 'item' | 'request' | 'key' | 'length', more: Partial<ModelFailure> = {}): ModelResult =>
  ({
    ok: false,
    failure: { kind: 'rejected', reason: 'no', refusal: of === 'item' ? { of, index: 3 } : { of }, ...more },
  }) as ModelResult;

async function play(answers: readonly ModelResult[], newest?: number | null) {
  const asked: (readonly number[])[] = [];
  const result = await withoutRefusedReply(
    { newestReply: () => (newest === null ? undefined : 7) },
    async (leftOut) => {
      asked.push(leftOut);
      return answers[asked.length - 1] ?? REPLY;
    },
  );
  return { ...result, asked };
}

describe('withoutRefusedReply', () => {
  test('an answer → nothing is left out', async () => {
    expect(await play([REPLY])).toEqual({ result: REPLY, leftOut: [], asked: [[]] });
  });

  test.each(['item', 'request'] as const)(
    'the %s is refused, and taken without the newest reply → left out',
    async (of) => {
      expect(await play([rejected(of), REPLY])).toEqual({ result: REPLY, leftOut: [7], asked: [[], [7]] });
    },
  );

  test('refused without it as well → the first refusal stands', async () => {
    const first = rejected('item');
    expect(await play([first, rejected('request')])).toEqual({
      result: first,
      leftOut: [],
      asked: [[], [7]],
    });
  });

  test.each([
    ['the key', rejected('key')],
    ['the length', rejected('length')],
    ['an outage', rejected('request', { kind: 'unavailable' })],
  ])('%s is what is wrong → asked once', async (_, answer) => {
    expect((await play([answer])).asked).toEqual([[]]);
  });

  test('no reply yet → asked once', async () => {
    expect((await play([rejected('item')], null)).asked).toEqual([[]]);
  });
});
