/** Threads with a long past, and their compaction as an Activity. */
import { createCompactTranscript } from '../../../activities/compact-transcript.ts';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import type { CompactionBody } from '../../../journal/bodies/compaction.ts';
import type { NewItem } from '../../../journal/journal.ts';
import type { CompactionInput } from '../../../workflows/activities.ts';
import type { Spent, Timed } from '../../../workflows/budget/spent.ts';
import { createActivityEnvironment } from './activity-environment.ts';
import type { ActivityParts } from './activity-parts.ts';
import { untimed } from './untimed.ts';

export interface Past {
  readonly turns: number;
  /** The one command's output in each turn has so many. */
  readonly outputBytes: number;
  /** The words that end each turn have so many. */
  readonly wordsBytes?: number;
}

/**
 * A thread whose user asked once and whose model ran a command a turn since; the next free position comes
 * with it.
 */
export async function pastThread(
  { newThread, journal }: ActivityParts,
  { turns, outputBytes, wordsBytes = 20 }: Past,
): Promise<{ readonly threadId: string; readonly seq: number }> {
  const threadId = await newThread();
  const items: NewItem[] = [
    { seq: 1, turn: 1, kind: 'userMessage', body: JSON.stringify({ content: 'Make it fast.' }) },
  ];
  for (let turn = 1; turn <= turns; turn += 1) {
    const seq = items.length + 1;
    items.push(
      reply(seq, turn, [
        { type: 'function_call', call_id: `call_${turn}`, name: 'shell', arguments: '{"command":"make"}' },
      ]),
      {
        ...{ seq: seq + 1, turn, kind: 'toolResult', callId: `${seq}-0` },
        body: JSON.stringify({
          ...{ name: 'shell', ok: true },
          output: `exit code 0\noutput of turn ${turn} ${'.'.repeat(outputBytes)}`,
        }),
      },
      reply(seq + 2, turn, [{ type: 'message', text: `Words of turn ${turn}. ${'w'.repeat(wordsBytes)}` }]),
    );
  }
  await journal.append(threadId, { items });
  return { threadId, seq: items.length + 1 };
}

/**
 * The model goes on with a thousand characters in each of so many turns, from turn 101 on; the places behind
 * `seq` are taken.
 */
export async function sayMore(
  { journal }: ActivityParts,
  { threadId, seq }: { readonly threadId: string; readonly seq: number },
  turns: number,
): Promise<number> {
  const items = Array.from({ length: turns }, (_, index) =>
    reply(seq + 1 + index, 101 + index, [
      { type: 'message', text: `More words ${index + 1}. ${'w'.repeat(1_000)}` },
    ]),
  );
  await journal.append(threadId, { items });
  return turns;
}

const reply = (seq: number, turn: number, output: readonly object[]): NewItem => ({
  ...{ seq, turn, kind: 'modelReply', callId: `model-${seq}` },
  body: JSON.stringify({ responseId: `past_${seq}`, output, usage: {} }),
});

export const compactionInput = (
  { threadId, seq }: { readonly threadId: string; readonly seq: number },
  fields: Partial<CompactionInput> = {},
): CompactionInput => ({ threadId, turn: 99, seq, kind: 'continuation', reason: 'estimated', ...fields });

export const compact = async (
  dependencies: ActivityDependencies,
  input: CompactionInput,
  attempt = 1,
): Promise<Spent> => {
  const environment = createActivityEnvironment(attempt);
  const result: Spent & Timed = await environment.run(createCompactTranscript(dependencies), input);
  return untimed(result);
};

/** What the record holds of it. */
export async function compactionAt(
  { journal }: ActivityParts,
  { threadId, seq }: { readonly threadId: string; readonly seq: number },
): Promise<CompactionBody> {
  const item = await journal.readItem(threadId, seq);
  if (item?.kind !== 'compaction') throw new Error(`no compaction at ${seq}`);
  return JSON.parse(item.body) as CompactionBody;
}
