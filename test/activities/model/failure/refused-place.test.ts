import { describe, expect, test } from '@jest/globals';
import { chatMessages } from '../../../../activities/model/chat/chat-messages.ts';
import type { ModelFailure } from '../../../../activities/model/failure/model-failure.ts';
import { withPlace } from '../../../../activities/model/failure/refused-place.ts';
import { responsesInput } from '../../../../activities/model/responses/responses-input.ts';
import type { InputItem } from '../../../../context/transcript/input-item.ts';
import { REQUEST } from '../played-provider.ts';

const INPUT: readonly InputItem[] = [
  { role: 'user', content: 'Hi' },
  { type: 'reasoning', field: 'reasoning_content', text: 'hm' },
  { type: 'function_call', call_id: 'call_a', name: 'shell', arguments: '{}' },
  { type: 'function_call', call_id: 'call_b', name: 'shell', arguments: '{}' },
  { type: 'function_call_output', call_id: 'call_a', output: 'a' },
  { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
  { role: 'assistant', content: 'Done.' },
];
const refused = (refusal: ModelFailure['refusal'], reason = 'no'): ModelFailure => ({
  kind: 'rejected',
  reason,
  ...(refusal && { refusal }),
});
const placeOf = (failure: ModelFailure, sentOf: (input: readonly InputItem[]) => number) =>
  withPlace(failure, { ...REQUEST, input: INPUT }, sentOf).refusal;
const ofResponses = (input: readonly InputItem[]) => responsesInput(input).length;
const ofChat = (input: readonly InputItem[]) => chatMessages('', input).length;

describe('withPlace', () => {
  test.each([
    [0, 0],
    [1, 2],
    [4, 5],
    [5, 6],
  ])('Responses, which is not sent the thoughts of others: input[%d] → item %d', (index, place) => {
    expect(placeOf(refused({ of: 'item', index }), ofResponses)).toEqual({ of: 'item', index: place });
  });

  test.each([
    [1, 0],
    [2, 2],
    [3, 4],
    [4, 6],
  ])('Chat, whose first message is the instructions: messages[%d] → item %d', (index, place) => {
    const refusal = { of: 'item', index, list: 'messages' } as const;
    expect(placeOf(refused(refusal), ofChat)).toEqual({ of: 'item', index: place });
  });

  test.each([
    ["Item with id 'rs_1' not found.", 5],
    ['Duplicate item found with id rs_1. Remove duplicate items.', 5],
    ['No tool output found for function call call_b.', 3],
    ['No tool call found for call_a', 4],
  ])('%s → the last item of that id', (reason, index) => {
    expect(placeOf(refused({ of: 'request' }, reason), ofResponses)).toEqual({ of: 'item', index });
  });

  test('no item is named, or one that is not there → as it was', () => {
    const failure = refused({ of: 'request' }, 'Unknown parameter: tools');
    expect(withPlace(failure, { ...REQUEST, input: INPUT }, ofResponses)).toBe(failure);
    const beyond = refused({ of: 'item', index: 99 });
    expect(withPlace(beyond, { ...REQUEST, input: INPUT }, ofResponses)).toBe(beyond);
    const key = refused({ of: 'key' }, 'call_a');
    expect(withPlace(key, { ...REQUEST, input: INPUT }, ofResponses)).toBe(key);
  });
});
