import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ModelReply } from '../../activities/model/reply.ts';
import { toolCallRefs } from '../../activities/tool-call-refs.ts';

const NO_TOKENS = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };

const replyWith = (...calls: readonly [name: string, args: string][]): ModelReply => ({
  responseId: 'resp_1',
  output: [
    { type: 'message', text: 'Hm' },
    ...calls.map(([name, args]) => ({ type: 'function_call' as const, call_id: 'c', name, arguments: args })),
  ],
  usage: NO_TOKENS,
});

describe('toolCallRefs', () => {
  test('work, reading and status tools → kinds, one line each, ids by position', () => {
    const refs = toolCallRefs(
      replyWith(
        ['shell', '{"command":"npm test"}'],
        ['read_file', '{"path":"a.txt"}'],
        ['get_goal', '{}'],
        ['update_goal', '{"status":"complete"}'],
      ),
      7,
    );
    expect(refs).toMatchObject([
      { callId: '7-0', label: 'shell npm test', readOnly: false, isWork: true },
      { callId: '7-1', readOnly: true, isWork: true },
      { callId: '7-2', readOnly: true, isWork: false },
      { callId: '7-3', claim: { status: 'complete' }, isWork: false },
    ]);
  });

  test('claim of a blocker → with the name of it', () => {
    expect(
      toolCallRefs(replyWith(['update_goal', '{"status":"blocked","blocker":"no key"}']), 1),
    ).toMatchObject([{ claim: { status: 'blocked', blocker: 'no key' } }]);
  });

  test('claim with wrong arguments → no claim', () => {
    const [ref] = toolCallRefs(replyWith(['update_goal', '{"status":"blocked"}']), 1);
    expect(ref).not.toHaveProperty('claim');
  });

  test('reply without calls → none; a hundred calls → the first 32', () => {
    expect(toolCallRefs(replyWith(), 1)).toEqual([]);
    const many = Array.from({ length: 100 }, (): [string, string] => ['get_goal', '{}']);
    expect(toolCallRefs(replyWith(...many), 1)).toHaveLength(32);
  });

  test('any name and arguments → small, and a call that cannot be read is neither work nor a risk', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.oneof(fc.string(), fc.json()), (name, args) => {
        const [ref] = toolCallRefs(replyWith([`x${name}`, args]), 1);
        expect(ref).toMatchObject({ label: 'unknown tool', readOnly: true, isWork: false });
        expect(JSON.stringify(ref).length).toBeLessThan(600);
      }),
    );
  });
});
