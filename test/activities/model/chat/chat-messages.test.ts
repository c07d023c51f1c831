import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FULL_DIALECT } from '../../../../activities/model/chat/chat-dialect.ts';
import { chatMessages } from '../../../../activities/model/chat/chat-messages.ts';
import type { InputItem } from '../../../../context/transcript/input-item.ts';
import { parseChatRequest } from '../../../../scripted-model/parsed-chat-request.ts';

const user = (content: string): InputItem => ({ role: 'user', content });
const said = (content: string): InputItem => ({ role: 'assistant', content });
const call = (call_id: string): InputItem => ({
  type: 'function_call',
  call_id,
  name: 'shell',
  arguments: '{}',
});
const output = (call_id: string): InputItem => ({ type: 'function_call_output', call_id, output: 'ok' });
const thought: InputItem = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'x' };

const calls = (...ids: string[]) =>
  ids.map((id) => ({ id, type: 'function', function: { name: 'shell', arguments: '{}' } }));
const answered = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'ok' });

/** The instructions are left out. */
const messagesOf = (...input: InputItem[]) => chatMessages('Be brief.', input).slice(1);

describe('chatMessages', () => {
  test('instructions → the first message', () => {
    expect(chatMessages('Be brief.', [user('Hi')])).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ]);
  });

  test('a text and its calls → one message, and the outputs behind it', () => {
    expect(messagesOf(said('Looking.'), call('a'), call('b'), output('a'), output('b'))).toEqual([
      { role: 'assistant', content: 'Looking.', tool_calls: calls('a', 'b') },
      answered('a'),
      answered('b'),
    ]);
  });

  test('calls alone, twice → two messages, each with its own output', () => {
    expect(messagesOf(call('a'), output('a'), call('b'), output('b'))).toEqual([
      { role: 'assistant', content: null, tool_calls: calls('a') },
      answered('a'),
      { role: 'assistant', content: null, tool_calls: calls('b') },
      answered('b'),
    ]);
  });

  test('a text behind calls → in their message: nothing may stand before the outputs', () => {
    const expected = (content: string) => [
      { role: 'assistant', content, tool_calls: calls('a') },
      answered('a'),
    ];
    expect(messagesOf(call('a'), said('Done?'), output('a'))).toEqual(expected('Done?'));
    expect(messagesOf(said('So.'), call('a'), said('Done?'), output('a'))).toEqual(expected('So.\nDone?'));
  });

  test('two texts in a row, of two turns → two messages', () => {
    expect(messagesOf(said('One.'), said('Two.'))).toEqual([
      { role: 'assistant', content: 'One.' },
      { role: 'assistant', content: 'Two.' },
    ]);
  });

  const open = (text: string, field = 'reasoning_content'): InputItem => ({ type: 'reasoning', field, text });
  const THINKING = [
    open('First.'),
    said('One.'),
    call('a'),
    output('a'),
    open('Then.'),
    call('b'),
    output('b'),
  ];

  test('thoughts that a server sends beside a reply → sent back with it, under the same name', () => {
    expect(messagesOf(...THINKING)).toEqual([
      { role: 'assistant', content: 'One.', reasoning_content: 'First.', tool_calls: calls('a') },
      answered('a'),
      { role: 'assistant', content: null, reasoning_content: 'Then.', tool_calls: calls('b') },
      answered('b'),
    ]);
    expect(messagesOf(open('Hm.', 'reasoning'), said('One.'))).toEqual([
      { role: 'assistant', content: 'One.', reasoning: 'Hm.' },
    ]);
  });

  test('thoughts behind the last text of a turn → begin another message, also of calls alone', () => {
    expect(messagesOf(open('A.'), said('Done.'), open('B.'), call('a'), output('a'))).toEqual([
      { role: 'assistant', content: 'Done.', reasoning_content: 'A.' },
      { role: 'assistant', content: null, reasoning_content: 'B.', tool_calls: calls('a') },
      answered('a'),
    ]);
  });

  test('thoughts that nothing follows, or a message of the user → left out', () => {
    expect(messagesOf(open('A.'))).toEqual([]);
    expect(messagesOf(open('A.'), user('Hi'))).toEqual([user('Hi')]);
  });

  test('a server that refuses thoughts → none are sent', () => {
    const messages = chatMessages('Be brief.', THINKING, { ...FULL_DIALECT, thoughts: 'leftOut' });
    expect(JSON.stringify(messages)).not.toContain('reasoning');
    expect(messages).toHaveLength(5);
  });

  test('a server that wants thoughts with every message → some text with each that has none, no two alike', () => {
    const messages = chatMessages('Be brief.', [said('Old.'), ...THINKING, said('New.')], {
      ...FULL_DIALECT,
      thoughts: 'reasoning_content',
    });
    const thoughts = messages
      .filter(({ role }) => role === 'assistant')
      .map((message) => Object.entries(message));
    const texts = thoughts.map((fields) => fields.find(([name]) => name === 'reasoning_content')?.[1]);
    expect(texts).toEqual([
      '[thoughts of message 1, not kept]',
      'First.',
      'Then.',
      '[thoughts of message 6, not kept]',
    ]);
  });

  test('what a server hung onto a call → sent back with it', () => {
    const extra_content = { google: { thought_signature: 'sig' } };
    expect(messagesOf({ ...call('a'), extra_content }, output('a'))).toMatchObject([
      { tool_calls: [{ id: 'a', extra_content }] },
      answered('a'),
    ]);
  });

  test('a server that wants signatures → the stand-in of its documentation with the first of calls that have none', () => {
    const signed = { google: { thought_signature: 'sig' } };
    const input = [
      ...[call('a'), call('b'), output('a'), output('b')],
      ...[{ ...call('c'), extra_content: signed }, call('d'), output('c'), output('d'), said('Done.')],
    ];
    const messages = chatMessages('Be brief.', input, { ...FULL_DIALECT, signatures: 'always' });
    const extras = messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []).map((made) => made.extra_content) : [],
    );
    const standIn = { google: { thought_signature: 'skip_thought_signature_validator' } };
    expect(extras).toEqual([standIn, undefined, signed, undefined]);
  });

  test('thoughts of another protocol → left out', () => {
    const shown = open('So.', 'reasoning_text');
    expect(messagesOf(thought, said('One.'), shown, call('a'), output('a'))).toEqual([
      { role: 'assistant', content: 'One.', tool_calls: calls('a') },
      answered('a'),
    ]);
  });
});

/** What one reply and its answers add to a transcript. */
const reply = fc
  .record({
    text: fc.option(fc.string({ minLength: 1 })),
    calls: fc.nat(3),
    after: fc.boolean(),
    thinks: fc.boolean(),
  })
  .chain(({ text, calls: count, after, thinks }) =>
    fc.array(fc.uuid(), { minLength: count, maxLength: count }).map((ids) => {
      const words = text === null ? [] : [said(text)];
      const made = ids.map(call);
      const thoughts: InputItem[] = thinks
        ? [{ type: 'reasoning', field: 'reasoning_content', text: 'Hm.' }]
        : [];
      return [...thoughts, ...(after ? [...made, ...words] : [...words, ...made]), ...ids.map(output)];
    }),
  );
const transcript = fc
  .array(
    fc.oneof(
      reply,
      fc.string({ minLength: 1 }).map((text) => [user(text)]),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.flat());

const bodyOf = (input: readonly InputItem[]): string =>
  JSON.stringify({ model: 'm', messages: chatMessages('Be brief.', input) });

describe('chatMessages: properties', () => {
  test('any transcript → the real API would take it, and every call is found with its output', () => {
    fc.assert(
      fc.property(transcript, (input) => {
        const parsed = parseChatRequest(bodyOf(input));
        const made = input.filter(({ type }) => type === 'function_call');
        expect(parsed).toMatchObject({ ok: true, request: { instructions: 'Be brief.' } });
        const found = parsed.ok ? parsed.request.transcript : [];
        expect(found.filter((entry) => entry.kind === 'call')).toEqual(
          made.map(({ call_id: callId }) => expect.objectContaining({ callId, output: 'ok' })),
        );
      }),
    );
  });

  test('any transcript that grows → all but its last message stay as they were', () => {
    fc.assert(
      fc.property(transcript, transcript, (before, more) => {
        const first = chatMessages('Be brief.', before).slice(0, -1);
        expect(chatMessages('Be brief.', [...before, ...more]).slice(0, first.length)).toEqual(first);
      }),
    );
  });
});
