import { describe, expect, test } from '@jest/globals';
import { omittedPart } from '../../../activities/compaction/omitted-part.ts';
import { SUMMARY_REQUEST, summaryInput } from '../../../activities/compaction/summary-request.ts';
import { summaryText } from '../../../context/compaction/summary-text.ts';
import { type Entry, entryOf } from '../../../context/transcript/transcript-entry.ts';

const said = (seq: number, text: string): Entry =>
  entryOf('modelMessages', { role: 'assistant', content: text }, { seq, turn: seq });
const printed = (seq: number, bytes: number): Entry =>
  entryOf(
    'toolOutputs',
    {
      type: 'function_call_output',
      call_id: `c${seq}`,
      output: `exit code 0 [item ${seq}]\n${'o'.repeat(bytes)}`,
    },
    { seq, turn: seq },
  );
const asking = (seq: number, question: string): Entry => {
  const args = JSON.stringify({ question, options: null });
  const item = { type: 'function_call', call_id: `c${seq}`, name: 'request_input', arguments: args };
  return entryOf('toolCalls', item, { seq, turn: seq });
};

const GOAL = '<goal_contract>\n<objective>\nMake it fast\n</objective>\n</goal_contract>';
const ENTRIES = [said(1, 'one'), printed(2, 2_000), said(3, 'three')];

describe('summaryInput', () => {
  test('it fits → the transcript unchanged (the cached prefix), then the goal, then the order to sum up', () => {
    const input = summaryInput({ entries: ENTRIES, tailStart: 3, goal: GOAL }, () => true);
    expect(input).toEqual([
      ...ENTRIES.map(({ item }) => item),
      { role: 'user', content: GOAL },
      { role: 'user', content: SUMMARY_REQUEST },
    ]);
  });

  test('no goal → the order alone behind the transcript', () => {
    const input = summaryInput({ entries: ENTRIES, tailStart: 3 }, () => true);
    expect(input.slice(3)).toEqual([{ role: 'user', content: SUMMARY_REQUEST }]);
  });

  test('it does not fit → outputs elided to a line that names their item; goal and order all the same', () => {
    const input = summaryInput({ entries: ENTRIES, tailStart: 3, goal: GOAL }, (bytes) => bytes < 1_000);
    expect(String(input[1]?.output)).toMatch(/^exit code 0 \[item 2\]\n.*read_item 2 shows/);
    expect(input.slice(3).map(({ content }) => content)).toEqual([GOAL, SUMMARY_REQUEST]);
  });

  test('the order → asks for citations by item number, and for nothing that stands in the contract', () => {
    expect(SUMMARY_REQUEST).toMatch(/by number, as \[item N\]/);
    expect(SUMMARY_REQUEST).toMatch(/in <goal_contract> before this message[\s\S]*Do not repeat these/);
  });
});

describe('omittedPart', () => {
  test('a question to the user that is left out → named with its item, so that the answer keeps its meaning', () => {
    const entries = [asking(4, 'Postgres\nor SQLite?'), said(5, 'x'), asking(9, 'Which port?')];
    const part = omittedPart(entries, { before: 9, keeps: [], omits: [] });
    expect(part.asked).toEqual(['item 4: Postgres or SQLite?']);
    const nothing = { done: [], triedAndFailed: [], decisions: [], openEnds: [], filesTouched: [] };
    expect(summaryText(nothing, part)).toContain(
      '<asked_of_the_user>\n- item 4: Postgres or SQLite?\n</asked_of_the_user>',
    );
    expect(summaryText(nothing, { ...part, asked: [] })).not.toContain('asked_of_the_user');
  });
});
