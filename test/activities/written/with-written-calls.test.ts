import { describe, expect, test } from '@jest/globals';
import { withWrittenCalls } from '../../../activities/written/with-written-calls.ts';
import { repeatableReply } from '../../../context/transcript/repeatable-reply.ts';
import type { ModelReply, ReplyOutput } from '../../../journal/bodies/model-reply.ts';

const replyOf = (output: readonly ReplyOutput[], fields: Partial<ModelReply> = {}): ModelReply => ({
  responseId: 'r1',
  output,
  usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
  ...fields,
});
const said = (text: string): ReplyOutput => ({ type: 'message', text });
const CALL = '```json\n{"name": "shell", "arguments": {"command": "ls"}}\n```';
const THOUGHTS: ReplyOutput = { type: 'reasoning', field: 'reasoning_content', text: 'Look first.' };

describe('withWrittenCalls', () => {
  test('all of the reply is a call → it stands in the place of the words, behind the thoughts', () => {
    const reply = withWrittenCalls(replyOf([THOUGHTS, said(CALL)]), 12);
    expect(reply).toMatchObject({ areCallsWritten: true });
    expect(reply.output).toEqual([
      THOUGHTS,
      { type: 'function_call', call_id: 'written_12_0', name: 'shell', arguments: '{"command":"ls"}' },
    ]);
    expect(repeatableReply(reply.output, () => 'other')).toEqual(reply.output);
  });

  test('two calls → an id for each; the same reply read again → the same ids', () => {
    const reply = replyOf([said(`${CALL}\n${CALL}`)]);
    const ids = withWrittenCalls(reply, 12).output.map(
      (part) => part.type === 'function_call' && part.call_id,
    );
    expect(ids).toEqual(['written_12_0', 'written_12_1']);
    expect(withWrittenCalls(reply, 12)).toEqual(withWrittenCalls(reply, 12));
  });

  test.each([`<think>It lists.</think>`, `It lists.\n</think>`, '<think></think>'])(
    'thoughts that the server took for words, %j → the call, behind them',
    (thought) => {
      const { output } = withWrittenCalls(replyOf([said(`${thought}\n${CALL}`)]), 1);
      expect(output).toMatchObject([said(thought), { type: 'function_call', name: 'shell' }]);
    },
  );

  test('words behind the thoughts → words', () => {
    const reply = replyOf([said(`<think>Hm.</think>I would run ${CALL}`)]);
    expect(withWrittenCalls(reply, 1)).toBe(reply);
  });

  test('a namespace before the name → the tool', () => {
    const text = '<tool_call>{"name": "functions.shell", "arguments": {"command": "ls"}}</tool_call>';
    expect(withWrittenCalls(replyOf([said(text)]), 1).output).toMatchObject([{ name: 'shell' }]);
  });

  const call: ReplyOutput = { type: 'function_call', call_id: 'c', name: 'get_goal', arguments: '{}' };
  test.each([
    [
      'a tool that is not there',
      replyOf([said('```json\n{"name": "python", "arguments": {"code": "1"}}\n```')]),
    ],
    [
      'arguments that the tool does not take',
      replyOf([said('```json\n{"name": "shell", "arguments": {"cmd": "ls"}}\n```')]),
    ],
    ['one of two that is not valid', replyOf([said(`${CALL}\n<function=shell>{}</function>`)])],
    ['a call beside it', replyOf([said(CALL), call])],
    ['words in a second message', replyOf([said(CALL), said('Done.')])],
    ['a reply that was cut', replyOf([said(CALL)], { incomplete: 'max_output_tokens' })],
    ['a refusal', replyOf([{ type: 'message', text: CALL, isRefusal: true }])],
    ['nothing at all', replyOf([])],
  ])('%s → the reply as it came', (_, reply) => {
    expect(withWrittenCalls(reply, 12)).toBe(reply);
  });
});
