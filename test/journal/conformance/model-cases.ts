/** Random sequences of writes against a model of the journal. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Journal } from '../../../journal/journal.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';

interface Entry {
  readonly callId?: string;
  readonly isFinished: boolean;
  readonly body: string;
}

/**
 * What the journal promises, said as simply as possible. Call c<n> belongs to seq n; plain items take the
 * seqs from 10 on.
 */
class ModelJournal {
  readonly entries = new Map<number, Entry>();

  append(seqs: readonly number[], body: string): void {
    for (const seq of seqs) if (!this.entries.has(seq)) this.entries.set(seq, { isFinished: true, body });
  }

  begin(seq: number): string {
    const entry = this.entries.get(seq);
    if (entry) return entry.isFinished ? `finished ${entry.body}` : 'started';
    this.entries.set(seq, { callId: `c${seq}`, isFinished: false, body: '' });
    return 'new';
  }

  finish(seq: number, body: string): string {
    const entry = this.entries.get(seq);
    if (entry?.isFinished) return entry.body;
    this.entries.set(seq, { callId: `c${seq}`, isFinished: true, body });
    return body;
  }

  read(): string[] {
    const finished = [...this.entries].filter(([, entry]) => entry.isFinished).sort(([a], [b]) => a - b);
    return finished.map(([seq, entry]) => `${seq} ${entry.callId ?? '-'} ${entry.body}`);
  }
}

const callSeq = fc.integer({ min: 1, max: 5 });
const plainSeqs = fc.array(fc.integer({ min: 10, max: 16 }), { maxLength: 4 });
const body = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => JSON.stringify(text));
const step = fc.oneof(
  fc.record({ type: fc.constant('append' as const), seqs: plainSeqs, body }),
  fc.record({ type: fc.constant('begin' as const), seq: callSeq, seqs: plainSeqs, body }),
  fc.record({ type: fc.constant('finish' as const), seq: callSeq, body }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const itemsFor = (seqs: readonly number[], text: string) =>
  seqs.map((seq) => ({ seq, turn: 1, kind: 'modelReply' as const, body: text }));

async function runOnJournal(journal: Journal, threadId: string, action: Step): Promise<string> {
  if (action.type === 'append') {
    await journal.append(threadId, { items: itemsFor(action.seqs, action.body) });
    return '';
  }
  const key = { callId: `c${action.seq}`, seq: action.seq, turn: 1, kind: 'toolResult' as const };
  if (action.type === 'finish')
    return (await journal.finishCall(threadId, { ...key, body: action.body })).body;
  const record = await journal.beginCall(threadId, key, { items: itemsFor(action.seqs, action.body) });
  return record.state === 'finished' ? `finished ${record.item.body}` : record.state;
}

function runOnModel(model: ModelJournal, action: Step): string {
  if (action.type === 'finish') return model.finish(action.seq, action.body);
  model.append(action.seqs, action.body);
  return action.type === 'begin' ? model.begin(action.seq) : '';
}

export function modelCases(open: OpenJournal): void {
  test('append, beginCall, finishCall: any sequence with repeats → answers and record as in the model', async () => {
    const journal = await open();
    let threads = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        threads += 1;
        const threadId = `t${threads}`;
        const model = new ModelJournal();
        for (const action of steps)
          expect(await runOnJournal(journal, threadId, action)).toBe(runOnModel(model, action));
        const items = await journal.readItems(threadId, 0, 100);
        expect(items.map((item) => `${item.seq} ${item.callId ?? '-'} ${item.body}`)).toEqual(model.read());
      }),
      { numRuns: 40 },
    );
  });
}
