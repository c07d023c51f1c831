import { describe, expect, test } from '@jest/globals';
import type { ModelResult } from '../../../activities/model/client.ts';
import type { ModelFailure } from '../../../activities/model/failure/model-failure.ts';
import { withoutRefusedReply } from '../../../activities/model/without-refused-reply.ts';
import type { LeftOut } from '../../../context/transcript/left-out.ts';
import type { Transcript } from '../../../context/transcript/transcript.ts';

const REPLY = {
  ok: true,
  reply: { responseId: 'r', output: [], usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 } },
} as ModelResult;
const rejected = (of: 'item' | 'request' | 'key' | 'length', more: Partial<ModelFailure> = {}): ModelResult =>
  ({
    ok: false,
    failure: { kind: 'rejected', reason: 'no', refusal: of === 'item' ? { of, index: 3 } : { of }, ...more },
  }) as ModelResult;

type Origin = ReturnType<Transcript['originAt']>;
const NAMED: Origin = { replySeq: 3, isSealed: false };
const SEALED: Origin = { replySeq: 3, isSealed: true };

async function play(
  answers: readonly ModelResult[],
  {
    newest = 7,
    origins = [],
  }: { readonly newest?: number | undefined; readonly origins?: readonly Origin[] } = {},
) {
  const asked: LeftOut[] = [];
  const result = await withoutRefusedReply(
    { newestReply: () => newest, lastSeq: 9, originAt: () => origins[asked.length - 1] },
    async (leftOut) => {
      asked.push(leftOut);
      return answers[asked.length - 1] ?? REPLY;
    },
  );
  return { ...result, asked };
}
const NONE = { replies: [] };

describe('withoutRefusedReply', () => {
  test('an answer → nothing is left out', async () => {
    expect(await play([REPLY])).toEqual({ result: REPLY, leftOut: NONE, asked: [NONE] });
  });

  test.each(['item', 'request'] as const)(
    'the %s is refused, and taken without the newest reply → left out',
    async (of) => {
      const leftOut = { replies: [7] };
      expect(await play([rejected(of), REPLY])).toEqual({ result: REPLY, leftOut, asked: [NONE, leftOut] });
    },
  );

  test('refused without it as well → the first refusal stands', async () => {
    const first = rejected('item');
    expect(await play([first, rejected('request')])).toEqual({
      result: first,
      leftOut: NONE,
      asked: [NONE, { replies: [7] }],
    });
  });

  test('an item of an older reply is named → that reply is left out, and no other', async () => {
    const leftOut = { replies: [3] };
    expect(await play([rejected('item')], { origins: [NAMED] })).toEqual({
      result: REPLY,
      leftOut,
      asked: [NONE, leftOut],
    });
  });

  test('one after the other is named → each is left out', async () => {
    const origins = [NAMED, { replySeq: 5, isSealed: false }];
    expect(await play([rejected('item'), rejected('item')], { origins })).toMatchObject({
      result: REPLY,
      leftOut: { replies: [3, 5] },
    });
  });

  test('sealed thoughts are named → all of them are left out, and their replies stay', async () => {
    expect(await play([rejected('item')], { origins: [SEALED] })).toMatchObject({
      result: REPLY,
      leftOut: { replies: [], thoughtsUpTo: 9 },
    });
  });

  test('the seal is refused, and no item is named → the same', async () => {
    const refusal = rejected('request', { reason: 'The encrypted content gAAA could not be verified.' });
    expect(await play([refusal])).toMatchObject({ leftOut: { replies: [], thoughtsUpTo: 9 } });
  });

  test('refused without thoughts as well → the reply that is named, then the newest one', async () => {
    const { asked } = await play(
      [rejected('item'), rejected('item'), rejected('request'), rejected('request')],
      { origins: [SEALED, NAMED] },
    );
    expect(asked.map(({ replies }) => replies)).toEqual([[], [], [3], [3, 7]]);
  });

  test('an item that a person wrote is named → only the newest reply is tried', async () => {
    const origins = [{ replySeq: undefined, isSealed: false }];
    const { asked } = await play([rejected('item'), rejected('item')], { origins });
    expect(asked.map(({ replies }) => replies)).toEqual([[], [7]]);
  });

  test.each([
    ['an outage', rejected('request', { kind: 'unavailable' })],
    ['the length', rejected('length')],
  ])('%s of the second call → told as such, since it may pass', async (_, second) => {
    expect((await play([rejected('item'), second])).result).toBe(second);
  });

  test('a provider that names ever other items → asked so many times and no more', async () => {
    const origins = Array.from({ length: 100 }, (_, seq) => ({ replySeq: seq, isSealed: false }));
    const { asked } = await play(
      origins.map(() => rejected('item')),
      { origins },
    );
    expect(asked.length).toBeLessThan(20);
  });

  test.each([
    ['the key', rejected('key')],
    ['the length', rejected('length')],
    ['an outage', rejected('request', { kind: 'unavailable' })],
  ])('%s is what is wrong → asked once', async (_, answer) => {
    expect((await play([answer])).asked).toEqual([NONE]);
  });

  test('no reply yet → asked once', async () => {
    const asked: LeftOut[] = [];
    await withoutRefusedReply(
      { newestReply: () => undefined, lastSeq: 0, originAt: () => undefined },
      async (leftOut) => {
        asked.push(leftOut);
        return rejected('item');
      },
    );
    expect(asked).toEqual([NONE]);
  });
});
