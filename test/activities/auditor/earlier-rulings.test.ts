import { describe, expect, test } from '@jest/globals';
import { earlierRulings } from '../../../activities/auditor/earlier-rulings.ts';
import { readRecord } from '../../../activities/auditor/read-record.ts';
import type { Item } from '../../../journal/journal.ts';
import { defined } from '../../../objects/defined.ts';

const item = (seq: number, kind: Item['kind'], body: object, callId?: string): Item => ({
  ...{ seq, turn: seq, kind, createdAt: new Date(0), body: JSON.stringify(body) },
  ...defined({ callId }),
});
const ruling = (seq: number, earlierSeq?: number): Item =>
  item(seq, 'toolResult', {
    ...{ type: 'checksRan', purpose: 'audit', name: 'update_goal', ok: false, output: 'refused' },
    ...{ checksSeq: seq - 1, verdict: { outcomes: [], changedProtectedPaths: [], proven: false } },
    audit: { model: 'judge', accepted: false, summary: `ruling ${seq}`, requirements: [] },
    ...defined({ earlierSeq }),
  });

/** What is found for a claim at 100 of a goal that began at 10; `auditSeq` is what the goal names. */
async function found(record: readonly Item[], shown: readonly Item[], auditSeq?: number): Promise<number[]> {
  const journal = {
    readItem: async (_: string, seq: number) => record.find((each) => each.seq === seq),
    // The goal has only what is asked for.
    readGoal: async () => ({ firstSeq: 10, snapshot: { auditSeq } }) as never,
  };
  const rulings = await earlierRulings(journal, { threadId: 't', goalId: 'g', seq: 100 }, shown);
  return rulings.map(({ seq }) => seq);
}

describe('earlierRulings', () => {
  test('none → none; one of a goal before → none', async () => {
    expect(await found([], [])).toEqual([]);
    expect(await found([ruling(5)], [ruling(5)], 5)).toEqual([]);
  });

  test('a chain that is longer than the record in sight → from the one that the goal names, oldest first', async () => {
    expect(await found([ruling(20), ruling(40, 20), ruling(60, 40)], [], 60)).toEqual([20, 40, 60]);
  });

  test('the goal has forgotten it (an edit) → the newest in the record', async () => {
    expect(await found([ruling(20), ruling(40, 20)], [item(30, 'event', {}), ruling(40, 20)])).toEqual([
      20, 40,
    ]);
  });

  test('many → the newest five', async () => {
    const all = Array.from({ length: 9 }, (_, index) => ruling(20 + index, 19 + index));
    expect(await found(all, [], 28)).toEqual([24, 25, 26, 27, 28]);
  });

  test('a chain that leads in a circle or to something else → ends', async () => {
    expect(await found([ruling(20, 40), ruling(40, 20)], [], 40)).toEqual([20, 40]);
    expect(await found([item(20, 'userMessage', { content: 'x' }), ruling(40, 20)], [], 40)).toEqual([40]);
  });
});

describe('read_item of an auditor', () => {
  const call = { type: 'function_call', call_id: 'c', name: 'shell', arguments: '{"command":"npm test"}' };
  const record = [
    item(3, 'modelReply', { output: [{ type: 'message', text: 'exit code 0, all passed' }, call] }),
    item(
      4,
      'toolResult',
      { name: 'shell', ok: false, output: `exit code 1, 0.1 s\n${'x'.repeat(9_000)}` },
      '3-0',
    ),
    item(5, 'userMessage', { content: 'Go on.' }),
    item(6, 'event', { type: 'turnStarted' }),
  ];
  const read = async (seq: number) => {
    const prepared = readRecord.prepare(JSON.stringify({ item: seq }));
    if (!prepared.ok) throw new Error(prepared.problem);
    const context = { readItem: async (place: number) => record.find((each) => each.seq === place) };
    return prepared.execute(context as Parameters<typeof prepared.execute>[0]);
  };

  test('a result → with its call, typed by who produced what, more of it than the document shows', async () => {
    const { output } = await read(4);
    expect(JSON.parse(output)).toMatchObject([
      {
        ...{ source: 'command', item: 4, tool: 'shell' },
        outcome: { source: 'service', text: 'exit code 1, 0.1 s' },
        printed: { text: 'x'.repeat(9_000) },
      },
    ]);
  });

  test('words of the model or the user → as theirs; an event, or nothing → said', async () => {
    expect(JSON.parse((await read(3)).output)).toEqual([
      { source: 'model', item: 3, turn: 3, text: 'exit code 0, all passed' },
    ]);
    expect(JSON.parse((await read(5)).output)).toMatchObject([{ source: 'user', text: 'Go on.' }]);
    expect((await read(6)).ok).toBe(false);
    expect((await read(77)).ok).toBe(false);
  });
});
