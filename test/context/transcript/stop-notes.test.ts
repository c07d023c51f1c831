import { describe, expect, test } from '@jest/globals';
import type { InputItem } from '../../../context/transcript/input-item.ts';
import { Transcript } from '../../../context/transcript/transcript.ts';
import type { Item } from '../../../journal/journal.ts';
import { callingReply, goalItem, resultItem, userMessage } from '../transcript-items.ts';

const inputOf = (...items: readonly Item[]): InputItem[] => {
  const transcript = new Transcript();
  transcript.add(items);
  return transcript.input();
};
const NOTE = 'Note of the service: the user paused the goal, and gave this reason: wrong branch';
const gist = (input: readonly InputItem[]): unknown[] => input.map(({ type, content }) => content ?? type);

describe('Transcript: a person stops the work', () => {
  test.each([
    [goalItem(1, 'pause', 'wrong branch'), NOTE],
    [goalItem(1, 'interrupt'), 'Note of the service: the user interrupted the goal.'],
    [
      goalItem(1, 'resume', 'go on with b'),
      'Note of the service: the user resumed the goal, and gave this reason: go on with b',
    ],
  ])('%# → told, with the reason if there is one', (event, note) => {
    expect(inputOf(event)).toEqual([{ role: 'user', content: note }]);
  });

  test('a resume without words → nothing to tell', () => {
    expect(inputOf(goalItem(1, 'resume'))).toEqual([]);
  });

  test('while calls are open → behind the last result, so that none is torn from its call', () => {
    const items = [callingReply(1, 2), resultItem(2, 1, 0), goalItem(3, 'pause', 'wrong branch')];
    const open = inputOf(...items);
    expect(gist(open).slice(1)).toEqual([
      ...['function_call', 'function_call', 'function_call_output', 'function_call_output', NOTE],
    ]);
    const all = [...items, resultItem(4, 1, 1), userMessage(5, 'Hi')];
    expect(gist(inputOf(...all)).slice(-3)).toEqual(['function_call_output', NOTE, 'Hi']);
  });

  test('any cut of the record → its request begins with that of the shorter one', () => {
    const items = [
      ...[userMessage(1, 'Hi'), callingReply(2, 2), goalItem(3, 'pause', 'a'), resultItem(4, 2, 0)],
      ...[resultItem(5, 2, 1), goalItem(6, 'resume', 'b'), callingReply(7, 0), goalItem(8, 'interrupt')],
    ];
    // A request is made when no call is open.
    for (const cut of [1, 5, 6, 7]) {
      const shorter = inputOf(...items.slice(0, cut));
      expect(inputOf(...items).slice(0, shorter.length)).toEqual(shorter);
    }
  });

  test('sizes → count what is told behind open calls', () => {
    const transcript = new Transcript();
    transcript.add([callingReply(1, 1), goalItem(2, 'pause')]);
    expect(transcript.sizes().userMessages.items).toBe(1);
  });
});
