import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InputItem } from '../../../context/transcript/input-item.ts';
import { Transcript } from '../../../context/transcript/transcript.ts';
import type { Item } from '../../../journal/journal.ts';
import { callingReply, event, messageItem, replyItem, resultItem, userMessage } from '../transcript-items.ts';

function transcriptOf(...items: readonly Item[]): Transcript {
  const transcript = new Transcript();
  transcript.add(items);
  return transcript;
}

/** One word per input item: who speaks, or which call is meant. */
const gist = (input: readonly InputItem[]): unknown[] =>
  input.map(({ role, type, call_id, output, content }) =>
    role === undefined ? `${type === 'function_call' ? 'call' : output} ${call_id ?? ''}`.trim() : content,
  );

const NOT_RUN = 'Not run: the turn ended before this call.';

describe('Transcript', () => {
  test('arguments that are no JSON → repeated as a field of an object, as every server can read them', () => {
    const transcript = new Transcript();
    const call = { type: 'function_call', call_id: 'a', name: 'shell' } as const;
    transcript.add([replyItem(1, [{ ...call, arguments: '{"command": "l' }])]);
    expect(transcript.input()[0]).toEqual({ ...call, arguments: '{"notAnObject":"{\\"command\\": \\"l"}' });
  });

  test('message, reply with a call, its result → in order, under the id of the provider; events are no part', () => {
    const transcript = transcriptOf(
      event(1),
      userMessage(2, 'Hi'),
      callingReply(3, 1),
      resultItem(4, 3, 0),
      event(5),
    );
    expect(transcript.input()).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'text 3' },
      { type: 'function_call', call_id: 'call_3_0', name: 'shell', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_3_0', output: 'result 3/0 [item 4]' },
    ]);
    expect(transcript.lastSeq).toBe(5);
  });

  test('reasoning → sent back as it came, in its place', () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' } as const;
    expect(transcriptOf(replyItem(1, [reasoning, { type: 'message', text: 'Hi' }])).input()).toEqual([
      reasoning,
      { role: 'assistant', content: 'Hi' },
    ]);
  });

  test('more calls than are run of one reply → those beyond are told so, with their number', () => {
    const outputs = transcriptOf(callingReply(1, 40), resultItem(2, 1, 0))
      .input()
      .flatMap(({ output }) => (typeof output === 'string' ? [output] : []));
    expect(outputs).toHaveLength(40);
    expect(outputs[1]).toBe(NOT_RUN);
    expect(outputs.slice(32)).toEqual(
      Array.from({ length: 8 }, (_, index) =>
        expect.stringContaining(`at most 32 calls are run, and this is number ${index + 33}.`),
      ),
    );
  });

  test('any record → its size is that of its items, kind by kind, also of calls that are answered for nobody', () => {
    const items = fc.constantFrom(
      (seq: number) => [userMessage(seq, 'é "quoted"\n')],
      (seq: number) => [callingReply(seq, 2), resultItem(seq + 1, seq, 1)],
      (seq: number) => [
        replyItem(seq, [{ type: 'reasoning', id: 'r', summary: [], encrypted_content: 'x' }]),
      ],
      (seq: number) => [event(seq)],
    );
    fc.assert(
      fc.property(fc.array(items), (parts) => {
        const transcript = transcriptOf(...parts.flatMap((part, index) => part(index * 10 + 1)));
        const sizes = Object.values(transcript.sizes());
        const input = transcript.input();
        expect(sizes.reduce((sum, { items: count }) => sum + count, 0)).toBe(input.length);
        expect(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(
          input.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0),
        );
      }),
    );
    const { userMessages, toolCalls, toolOutputs, reasoning } = transcriptOf(
      userMessage(1, 'Hi'),
      callingReply(2, 2),
    ).sizes();
    expect([userMessages, toolCalls, toolOutputs, reasoning].map((size) => size.items)).toEqual([1, 2, 2, 0]);
  });

  test("an answer to the model's question → told as one; any other message as it is", () => {
    const answer = { content: 'Postgres 17', answers: 'input_3-0' };
    const transcript = transcriptOf(
      callingReply(3, 1),
      resultItem(4, 3, 0),
      messageItem(5, answer),
      userMessage(6, 'And hurry'),
    );
    expect(gist(transcript.input()).slice(-2)).toEqual([
      'Answer to your question:\nPostgres 17',
      'And hurry',
    ]);
  });

  test("a person's words about a claim → told as such, and not as an answer to a question of the model", () => {
    const words = { content: 'The test was right.', answers: 'claim_4' };
    expect(gist(transcriptOf(messageItem(5, words)).input())).toEqual([
      'Why your claim of completion was not accepted:\nThe test was right.',
    ]);
  });

  test('results in another order than the calls → each under its own call', () => {
    const input = transcriptOf(callingReply(1, 2), resultItem(3, 1, 1), resultItem(4, 1, 0)).input();
    expect(gist(input).slice(-2)).toEqual(['result 1/1 [item 3] call_1_1', 'result 1/0 [item 4] call_1_0']);
  });

  test('calls without results → answered at the end, and for good when the thread goes on', () => {
    const transcript = transcriptOf(callingReply(1, 2), resultItem(2, 1, 0));
    expect(gist(transcript.input()).at(-1)).toBe(`${NOT_RUN} call_1_1`);
    transcript.add([userMessage(3, 'Go on')]);
    expect(gist(transcript.input()).slice(-2)).toEqual([`${NOT_RUN} call_1_1`, 'Go on']);
  });

  test('a result after its turn was closed → ignored', () => {
    const closed = transcriptOf(callingReply(1, 1), userMessage(2, 'Go on'));
    const before = closed.input();
    closed.add([resultItem(3, 1, 0)]);
    expect(closed.input()).toEqual(before);
  });

  test('a result given twice, or of no call → ignored', () => {
    const input = transcriptOf(
      callingReply(1, 1),
      resultItem(2, 1, 0),
      resultItem(3, 1, 0),
      resultItem(4, 9, 0),
    );
    expect(gist(input.input()).filter((line) => String(line).startsWith('result'))).toHaveLength(1);
  });

  test('call ids that the provider gives again in a later reply → results stay with their own reply', () => {
    const call = { type: 'function_call', call_id: 'call_0', name: 'shell', arguments: '{}' } as const;
    const input = transcriptOf(
      replyItem(1, [call]),
      resultItem(2, 1, 0),
      replyItem(3, [call]),
      resultItem(4, 3, 0),
    ).input();
    expect(gist(input)).toEqual([
      'call call_0',
      'result 1/0 [item 2] call_0',
      'call item3_0',
      'result 3/0 [item 4] item3_0',
    ]);
  });
});

type Step = { readonly kind: 'user' | 'reply' | 'result' | 'event'; readonly n: number };

const steps = fc.array(
  fc.record({ kind: fc.constantFrom<Step['kind'][]>('user', 'reply', 'result', 'event'), n: fc.nat(3) }),
  { maxLength: 25 },
);

/** A record in which results may be missing, late, repeated or out of order. */
function recordOf(script: readonly Step[]): Item[] {
  let replySeq = 0;
  return script.map(({ kind, n }, index) => {
    const seq = index + 1;
    if (kind === 'reply') replySeq = seq;
    if (kind === 'user') return userMessage(seq, `message ${seq}`);
    if (kind === 'reply') return callingReply(seq, n);
    return kind === 'event' ? event(seq) : resultItem(seq, replySeq, n);
  });
}

const isCloser = ({ output }: InputItem): boolean => output === NOT_RUN;

describe('Transcript: any record', () => {
  test('more items → the input begins with the input before, closers aside', () => {
    fc.assert(
      fc.property(steps, fc.nat(25), (script, cut) => {
        const items = recordOf(script);
        const transcript = transcriptOf(...items.slice(0, cut));
        const before = transcript.input();
        while (isCloser(before.at(-1) ?? {})) before.pop();
        transcript.add(items.slice(cut));
        expect(transcript.input().slice(0, before.length)).toEqual(before);
        expect(transcript.input()).toEqual(transcriptOf(...items).input());
      }),
    );
  });

  test('every call has exactly one answer, which follows it', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const input = transcriptOf(...recordOf(script)).input();
        const open = new Set<unknown>();
        for (const { type, call_id } of input) {
          if (type === 'function_call') open.add(call_id);
          if (type === 'function_call_output') expect(open.delete(call_id)).toBe(true);
        }
        expect(open.size).toBe(0);
      }),
    );
  });

  test('a call of which the record has the beginning alone → its outcome is unknown; one without it was not run', () => {
    const begun: Item = { ...resultItem(3, 2, 0), body: '', isBegun: true };
    const outputs = (...items: readonly Item[]) =>
      transcriptOf(callingReply(2, 2), ...items)
        .input()
        .filter(({ type }) => type === 'function_call_output')
        .map(({ output }) => String(output).split(':')[0]);
    expect(outputs(begun)).toEqual(['Interrupted, outcome unknown', 'Not run']);
    expect(outputs(begun, userMessage(5, 'Go on'))).toEqual(['Interrupted, outcome unknown', 'Not run']);
    expect(outputs()).toEqual(['Not run', 'Not run']);
  });
});
