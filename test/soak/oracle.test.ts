import { describe, expect, test } from '@jest/globals';
import { type Found, judge, sumOf } from './oracle.ts';

const usage = { inputTokens: 10, outputTokens: 2, cachedInputTokens: 4 };
const call = (mark: string) => ({
  type: 'function_call',
  name: 'shell',
  arguments: JSON.stringify({ command: `echo ${mark} >> effects.log; sleep 1` }),
});
const reply = (seq: number, ...marks: string[]) => ({
  seq,
  kind: 'modelReply',
  body: { usage, output: marks.map(call) },
});
const result = (seq: number, callId: string, body: object) => ({ seq, kind: 'toolResult', callId, body });
const message = (seq: number, content: string) => ({ seq, kind: 'userMessage', body: { content } });

/** Two calls that ran, one message; nothing is wrong with it. */
const SOUND: Found = {
  threadId: 'thr_1',
  thread: {
    goal: { status: 'complete', statusReason: 'proven' },
    usage: { inputTokens: 20, outputTokens: 4, cachedInputTokens: 8 },
  },
  items: [
    message(1, 'hello'),
    reply(2, 'mark-1', 'mark-2'),
    result(3, '2-0', { ok: true, output: 'exit code 0' }),
    result(4, '2-1', { ok: false, output: 'Interrupted, outcome unknown: …' }),
    reply(6),
  ],
  effects: ['mark-1', 'mark-2'],
  messages: ['hello'],
};

describe('judge', () => {
  test('a thread that is sound → no violation, and its figures', () => {
    expect(judge(SOUND)).toEqual({
      violations: [],
      figures: {
        calls: 2,
        effects: 2,
        outcomeUnknown: 1,
        ranAndUnknown: 1,
        notRun: 0,
        messages: 1,
        modelReplies: 2,
      },
    });
  });

  test.each<[string, Partial<Found>, RegExp]>([
    ['an effect twice', { effects: ['mark-1', 'mark-1'] }, /mark-1 ran 2 times/],
    ['a result without its effect', { effects: ['mark-2'] }, /mark-1 is on record as done/],
    [
      '"Not run" about what ran',
      {
        items: [...SOUND.items.slice(0, 3), result(4, '2-1', { ok: false, output: 'Not run: …' }), reply(6)],
      },
      /mark-2 ran, and the model reads that it did not/,
    ],
    ['a message that is lost', { messages: ['hello', 'there'] }, /"there" arrived 0 times/],
    [
      'a message that came twice',
      { items: [...SOUND.items, message(7, 'hello')] },
      /"hello" arrived 2 times/,
    ],
    ['a place given twice', { items: [...SOUND.items, message(6, 'other')] }, /place 6 .* twice/],
    [
      'usage that is not that of the record',
      { thread: { ...SOUND.thread, usage: { ...SOUND.thread.usage, inputTokens: 21 } } },
      /inputTokens: the thread counts 21, its record 20/,
    ],
    [
      'a goal that did not end',
      { thread: { ...SOUND.thread, goal: { status: 'blocked', statusReason: 'a disk' } } },
      /the goal is blocked: a disk/,
    ],
  ])('%s → said, with the thread', (_, wrong, words) => {
    const { violations } = judge({ ...SOUND, ...wrong });
    expect(violations).toEqual([expect.stringMatching(words)]);
    expect(violations[0]).toMatch(/^thr_1: /);
  });

  test('a call without any result whose turn was stopped → no violation', () => {
    const items = [...SOUND.items.slice(0, 3), reply(6)];
    expect(judge({ ...SOUND, items }).violations).toEqual([]);
  });
});

test('sumOf: two threads → figure by figure', () => {
  const { figures } = judge(SOUND);
  expect(sumOf([figures, figures])).toMatchObject({ calls: 4, modelReplies: 4, messages: 2 });
});
