import { describe, expect, test } from '@jest/globals';
import { parseArguments } from '../../../activities/tools/registry.ts';
import type { Item } from '../../../journal/journal.ts';
import { compactionItem } from '../../context/compaction-records.ts';
import { event, replyItem, resultItem, userMessage } from '../../context/transcript-items.ts';
import { createScriptedSandbox } from '../../support/sandbox/scripted-sandbox.ts';

const LONG = `${'x'.repeat(15_999)}\u{1F600}${'y'.repeat(8_000)}`;
const RECORD: readonly Item[] = [
  userMessage(1, 'Make it <fast>.'),
  replyItem(2, [
    { type: 'message', text: 'First, a look.' },
    { type: 'function_call', call_id: 'c', name: 'shell', arguments: '{"command":"ls"}' },
  ]),
  resultItem(3, 2, 0),
  event(4),
  userMessage(5, LONG),
  compactionItem(6, 1, { elidedBefore: 4 }),
  compactionItem(7, 1, {
    elidedBefore: 4,
    summary: { before: 2, keeps: [], omits: [1], text: 'All of it.' },
  }),
];

async function read(args: object) {
  const prepared = parseArguments('read_item', JSON.stringify({ offset: null, limit: null, ...args }));
  if (!prepared.ok) return { ok: false, output: prepared.problem };
  return prepared.execute({
    ...{ workspace: '/nowhere', sandbox: createScriptedSandbox(), signal: new AbortController().signal },
    readItem: async (seq) => RECORD.find((item) => item.seq === seq),
  });
}

describe('read_item', () => {
  test.each([
    ['a message of the user', 1, 'Item 1, a message of the user:\nMake it <fast>.'],
    ['a reply', 2, 'Item 2, a reply of yours:\nFirst, a look.\n\nshell {"command":"ls"}'],
    ['the output of a tool', 3, 'Item 3, output of shell:\nresult 2/0'],
    ['a summary', 7, 'Item 7, a summary of earlier work:\nAll of it.'],
  ])('%s → as it stands in the record', async (_, item, output) => {
    expect(await read({ item })).toEqual({ ok: true, output });
  });

  test.each([4, 6, 99])('item %d, which nobody said → told so', async (item) => {
    expect(await read({ item })).toEqual({
      ok: false,
      output: `Item ${item} of the record is nothing that was said or answered.`,
    });
  });

  test('a long item → page by page, each saying how to go on; a character on the edge is not torn into nothing', async () => {
    const first = await read({ item: 5 });
    expect(first.output).toMatch(
      /^Item 5, a message of the user, characters 0 to 16000 of 24001; go on with offset 16000:\nx+\uFFFD$/,
    );
    const rest = await read({ item: 5, offset: 16_001 });
    expect(rest.output).toMatch(/characters 16001 to 24001 of 24001:\ny{8000}$/);
    expect((await read({ item: 5, offset: 3, limit: 2 })).output).toMatch(
      /characters 3 to 5 of 24001; go on with offset 5:\nxx$/,
    );
  });

  test('an offset beyond the end → the length', async () => {
    expect(await read({ item: 1, offset: 15 })).toEqual({
      ok: false,
      output: 'Item 1, a message of the user has only 15 characters.',
    });
  });

  test.each([{ item: 0 }, { item: 1.5 }, { item: '1' }, { item: 1, limit: 16_001 }, { item: 1, offset: -1 }])(
    'arguments %j → refused by name',
    async (args) => {
      expect((await read(args)).output).toMatch(/^read_item: wrong arguments\. (item|limit|offset): /);
    },
  );
});
