import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chatMessages } from '../../../activities/model/chat/chat-messages.ts';
import { responsesInput } from '../../../activities/model/responses/responses-input.ts';
import { repeatableReply } from '../../../context/transcript/repeatable-reply.ts';
import { Transcript } from '../../../context/transcript/transcript.ts';
import type { ReplyOutput } from '../../../journal/bodies/model-reply.ts';
import type { InputProblem } from '../../../scripted-model/strict-input.ts';
import { inputProblem, messagesProblem } from '../../../scripted-model/strict-input.ts';
import { replyItem, resultItem, userMessage } from '../transcript-items.ts';

const call = (name: string, call_id = 'call_1'): ReplyOutput => ({
  type: 'function_call',
  call_id,
  name,
  arguments: '{}',
});
const thought: ReplyOutput = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };
const text: ReplyOutput = { type: 'message', text: 'I will look.' };
const repeat = (...output: readonly ReplyOutput[]) => repeatableReply(output, (index) => `own_${index}`);

describe('repeatableReply', () => {
  test('a reply as it should be → unchanged, letter by letter', () => {
    const output = [thought, text, call('read_file', 'functions.read_file:0'), call('wait', 'x'.repeat(64))];
    expect(repeat(...output)).toEqual(output);
  });

  test.each([
    ['a dot', 'functions.shell', 'functions_shell'],
    ['a token of the format', 'shell<|channel|>commentary', 'shell__channel__commentary'],
    ['100 characters', 'a'.repeat(100), 'a'.repeat(64)],
    ['nothing', '', 'unnamed'],
  ])('a name with %s → one that a function can have', (_, name, repeated) => {
    expect(repeat(call(name))).toEqual([call(repeated)]);
  });

  test.each([
    ['too long', 'c'.repeat(65)],
    ['with a space', 'call 1'],
    ['empty', ''],
  ])('an id that is %s → one of its own, by the place of its call', (_, id) => {
    expect(repeat(call('shell', 'good'), call('wait', id))).toEqual([
      call('shell', 'good'),
      call('wait', 'own_1'),
    ]);
  });

  test('ids that a reply before had, of calls and of thoughts → own ones; the first keep theirs', () => {
    const taken = new Set<string>();
    const again = (seq: number) =>
      repeatableReply([thought, call('shell', 'call_0')], (index) => `item${seq}_${index}`, taken);
    expect(again(1)).toEqual([thought, call('shell', 'call_0')]);
    expect(again(2)).toEqual([{ ...thought, id: 'rs_item2_0' }, call('shell', 'item2_0')]);
    expect(again(3)).toEqual([{ ...thought, id: 'rs_item3_0' }, call('shell', 'item3_0')]);
  });

  test('thoughts whose id is too long → an own one', () => {
    expect(repeat({ ...thought, id: 'r'.repeat(65) }, text)).toEqual([{ ...thought, id: 'rs_own_0' }, text]);
  });

  test.each<[string, readonly ReplyOutput[], readonly ReplyOutput[]]>([
    ['behind a call', [thought, call('wait'), thought], [thought, call('wait')]],
    ['behind a message', [thought, text, thought, thought], [thought, text]],
    ['alone', [thought], []],
  ])('thoughts that nothing follows, %s → left out', (_, output, repeated) => {
    expect(repeat(...output)).toEqual(repeated);
  });
});

const anyText = fc.oneof(fc.string({ maxLength: 150 }), fc.string({ unit: 'grapheme', maxLength: 80 }));
const anyPart: fc.Arbitrary<ReplyOutput> = fc.oneof(
  fc.constant(thought),
  fc.constant<ReplyOutput>({ type: 'reasoning', field: 'reasoning_content', text: 'hm' }),
  fc.record({ type: fc.constant('message' as const), text: fc.string({ minLength: 1 }) }),
  fc.record({
    type: fc.constant('function_call' as const),
    call_id: anyText,
    name: anyText,
    arguments: anyText,
  }),
);

describe('a transcript of any replies', () => {
  test('results, messages and further replies behind them → no strict provider refuses it, in either protocol', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(anyPart, { maxLength: 6 }), fc.boolean())), (replies) => {
        const transcript = new Transcript();
        let seq = 0;
        for (const [output, isAnswered] of replies) {
          const at = ++seq;
          transcript.add([replyItem(at, uniquelyCalled(output))]);
          const calls = output.filter(({ type }) => type === 'function_call').length;
          for (let index = 0; isAnswered && index < calls; index += 1)
            transcript.add([resultItem(++seq, at, index)]);
          if (!isAnswered) transcript.add([userMessage(++seq, 'Go on.')]);
        }
        transcript.add([userMessage(++seq, 'And?')]);
        const input = transcript.input();
        const none: InputProblem | undefined = undefined;
        expect(inputProblem(responsesInput(input))).toBe(none);
        const messages = chatMessages('Be brief.', input) as unknown as Readonly<Record<string, unknown>>[];
        expect(messagesProblem(messages)).toBe(none);
      }),
      { numRuns: 500 },
    );
  });
});

/** `parseReply` leaves them like this. */
function uniquelyCalled(output: readonly ReplyOutput[]): ReplyOutput[] {
  const seen = new Set<string>();
  return output.filter((part) => {
    if (part.type !== 'function_call') return true;
    if (seen.has(part.call_id)) return false;
    seen.add(part.call_id);
    return true;
  });
}
