import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTranscript } from '../../context/transcript/read-transcript.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import type { Item } from '../../journal/journal.ts';
import { bytesOf, compactionFor, compactionItem, readAnew, sourceOf } from './compaction-records.ts';
import { replyItem, resultItem, userMessage } from './transcript-items.ts';

const ROOM_BYTES = 12_000;

type Step =
  | { readonly kind: 'message'; readonly bytes: number }
  | { readonly kind: 'reply'; readonly calls: number; readonly bytes: number; readonly answered: number }
  | { readonly kind: 'compaction' };

const steps = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('message' as const), bytes: fc.nat(4_000) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        ...{
          kind: fc.constant('reply' as const),
          calls: fc.nat(3),
          answered: fc.nat(3),
          bytes: fc.nat(6_000),
        },
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('compaction' as const) }) },
  ),
  { minLength: 1, maxLength: 30 },
);

/** Plays the steps on a transcript that is kept, as a worker's cache keeps it; the record grows beside it. */
function play(script: readonly Step[]): { transcript: Transcript; items: Item[]; compactions: number } {
  const transcript = new Transcript();
  const items: Item[] = [];
  let compactions = 0;
  const push = (item: Item): void => {
    items.push(item);
    transcript.add([item]);
  };
  let turn = 0;
  for (const step of script) {
    const seq = items.length + 1;
    turn += 1;
    if (step.kind === 'message')
      push({ ...userMessage(seq, `message ${seq} ${'m'.repeat(step.bytes)}`), turn });
    else if (step.kind === 'compaction') {
      compactions += 1;
      push(compactionItem(seq, turn, compactionFor(transcript, ROOM_BYTES, `summary ${seq}`)));
    } else for (const item of replyItems(seq, turn, step)) push(item);
  }
  return { transcript, items, compactions };
}

function replyItems(seq: number, turn: number, step: Extract<Step, { kind: 'reply' }>): Item[] {
  const calls = Array.from({ length: step.calls }, (_, index) => ({
    type: 'function_call' as const,
    call_id: `call_${seq}_${index}`,
    name: 'shell',
    arguments: JSON.stringify({ command: `run ${index}`, input: 'i'.repeat(step.bytes / 4) }),
  }));
  const reasoning = {
    type: 'reasoning',
    id: `r${seq}`,
    summary: [],
    encrypted_content: 'e'.repeat(200),
  } as const;
  const reply = { ...replyItem(seq, [reasoning, { type: 'message', text: `text ${seq}` }, ...calls]), turn };
  const results = calls.slice(0, step.answered).map((_, index): Item => {
    const output = `exit code 0\n${'o'.repeat(step.bytes)}`;
    const body = JSON.stringify({ name: 'shell', ok: true, output });
    return {
      ...{ seq: seq + 1 + index, turn, kind: 'toolResult', createdAt: new Date(0) },
      ...{ callId: `${seq}-${index}`, body },
    };
  });
  return [reply, ...results];
}

describe('Transcript: compacted', () => {
  test('any record with compactions in it → kept or read anew, the same input and sizes', async () => {
    let compacted = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { transcript, items, compactions } = play(script);
        compacted += compactions;
        const anew = await readAnew(items);
        expect(anew.input()).toEqual(transcript.input());
        expect(anew.sizes()).toEqual(transcript.sizes());
        expect(anew.bytes).toBe(transcript.bytes);
      }),
    );
    expect(compacted).toBeGreaterThan(50);
  });

  test('any record → a compaction leaves a third of its room free, but for a last exchange that alone is longer', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { transcript } = play(script);
        const compaction = compactionFor(transcript, ROOM_BYTES, 'summary');
        if (compaction.excerptsBefore === undefined)
          expect(bytesOf(transcript, compaction)).toBeLessThanOrEqual((ROOM_BYTES * 2) / 3);
      }),
    );
  });

  test('any record → every call has exactly one answer, which follows it; every message is there or named', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { transcript, items } = play([...script, { kind: 'compaction' }]);
        const open = new Set<unknown>();
        for (const { type, call_id } of transcript.input()) {
          if (type === 'function_call') open.add(call_id);
          if (type === 'function_call_output') expect(open.delete(call_id)).toBe(true);
        }
        expect(open.size).toBe(0);
        const shown = transcript.entries().filter(({ kind }) => kind === 'userMessages');
        const { omits = [] } = transcript.compaction?.summary ?? {};
        const seqs = [...omits, ...shown.map(({ seq }) => seq)].toSorted((a, b) => a - b);
        expect(seqs).toEqual(items.filter(({ kind }) => kind === 'userMessage').map(({ seq }) => seq));
      }),
    );
  });

  test('a long record with a summary → what it left out is not read again', async () => {
    const turns = Array.from(
      { length: 400 },
      (): Step => ({ kind: 'reply', calls: 1, answered: 1, bytes: 300 }),
    );
    const { transcript, items } = play([{ kind: 'message', bytes: 10 }, ...turns, { kind: 'compaction' }]);
    expect(transcript.compaction?.summary).toBeDefined();
    const source = sourceOf(items);
    const anew = new Transcript();
    await readTranscript(source, 'thr_1', anew, 1_000_000);
    expect(anew.input()).toEqual(transcript.input());
    expect(source.read).toBeLessThan(40);
  });
});

test('thoughts that a server wants back with their calls → long ones shrink to a line of their own, none is lost', () => {
  const transcript = new Transcript();
  const call = (seq: number, text: string) => [
    replyItem(seq, [
      { type: 'reasoning', field: 'reasoning_content', text },
      { type: 'function_call', call_id: `c${seq}`, name: 'shell', arguments: '{}' },
    ]),
    resultItem(seq + 1, seq, 0),
  ];
  transcript.add([...call(1, 'long '.repeat(200)), ...call(3, 'short'), ...call(5, 'new '.repeat(200))]);
  transcript.add([compactionItem(7, 4, { elidedBefore: 5 })]);
  const thoughts = transcript.input().flatMap(({ type, text }) => (type === 'reasoning' ? [text] : []));
  expect(thoughts).toEqual(['[thoughts of item 1, 1000 bytes, elided]', 'short', 'new '.repeat(200)]);
});
