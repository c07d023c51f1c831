import { describe, expect, test } from '@jest/globals';
import { responsesInput } from '../../../../activities/model/responses/responses-input.ts';

describe('responsesInput', () => {
  const call = { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{}' };
  const output = { type: 'function_call_output', call_id: 'a', output: 'ok' };
  const sealed = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' };

  test('messages, calls, outputs and sealed thoughts → as they are', () => {
    const input = [{ role: 'user', content: 'Hi' }, sealed, call, output];
    expect(responsesInput(input)).toEqual(input);
  });

  test('what only a server of Chat Completions knows → left out', () => {
    const thoughts = { type: 'reasoning', field: 'reasoning_content', text: 'Hm.' };
    const signed = { ...call, extra_content: { google: { thought_signature: 'sig' } } };
    expect(responsesInput([thoughts, signed, output])).toEqual([call, output]);
  });

  test('thoughts that a server has shown over Responses → as it gave them', () => {
    const shown = { type: 'reasoning', field: 'reasoning_text', id: 'rs_2', text: 'So.' };
    expect(responsesInput([shown, call, output])).toEqual([
      { type: 'reasoning', id: 'rs_2', summary: [], content: [{ type: 'reasoning_text', text: 'So.' }] },
      call,
      output,
    ]);
  });
});
