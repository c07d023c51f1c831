/** Reads of a thread's record what its state can be built from again. */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { GoalRecord, Journal } from '../../journal/journal.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { Usage } from '../../workflows/budget/usage.ts';
import type { RecordedThread } from '../../workflows/thread/rebuild.ts';
import { isQueued } from '../messages/is-queued.ts';

const PAGE = 1_000;

/** `undefined`: there is no record of it. */
export async function readRecordedThread(
  journal: Journal,
  { threadId, tenantId }: ThreadRow,
): Promise<RecordedThread | undefined> {
  const end = await journal.readEndOfRecord(threadId);
  if (end === undefined) return undefined;
  const [goal, inputIds] = await Promise.all([readGoal(journal, threadId), readQueued(journal, threadId)]);
  return { threadId, tenantId, ...end, inputIds, ...defined({ goal }) };
}

async function readGoal(journal: Journal, threadId: string): Promise<RecordedThread['goal']> {
  const goal = await journal.readGoal(threadId);
  if (goal === undefined || goal.snapshot.status === 'cleared') return undefined;
  const { snapshot, contract, firstSeq } = goal;
  const usage = await readUsage(journal, threadId, snapshot, firstSeq);
  return { snapshot, contract, ...defined({ usage }) };
}

/** What the goal had used when its last turn ended, if that was after the snapshot was made. */
async function readUsage(
  journal: Journal,
  threadId: string,
  { goalId }: GoalRecord['snapshot'],
  firstSeq: number,
): Promise<Usage | undefined> {
  let usage: Usage | undefined;
  for (let after = firstSeq; ; ) {
    const items = await journal.readEvents(threadId, after, PAGE);
    for (const item of items) {
      const event = bodyAs(item, 'event');
      if (event?.type === 'goalChanged' && event.goal.goalId === goalId) usage = undefined;
      if (event?.type === 'turnEnded' && event.goalUsage !== undefined) usage = event.goalUsage;
    }
    if (items.length < PAGE) return usage;
    after = items.at(-1)?.seq ?? after;
  }
}

async function readQueued(journal: Journal, threadId: string): Promise<string[]> {
  const queued: string[] = [];
  for (let after = 0; ; ) {
    const inputs = await journal.listInputs(threadId, after, PAGE);
    queued.push(...inputs.filter(isQueued).map((it) => it.inputId));
    if (inputs.length < PAGE) return queued;
    after = inputs.at(-1)?.position ?? after;
  }
}
