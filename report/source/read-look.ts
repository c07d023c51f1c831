/**
 * Reads what the service saw of the work when it last looked, and whether anything may have changed since.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Journal } from '../../journal/journal.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { GoalEvents } from './goal-events.ts';
import type { JournalledVerdict } from './journalled-checks.ts';
import type { Look } from './report-source.ts';

/** No place of a record is beyond it. */
const MAX_SEQ = 2 ** 31 - 1;
const ALL: readonly WorkRecord['purpose'][] = ['baseline', 'audit', 'request', 'measure', 'rest'];

export interface Looked {
  readonly work?: WorkRecord;
  /** Absent: nobody has looked. */
  readonly look?: Look;
}

/**
 * Reads what was proven for a goal that is complete; whatever became of the workspace afterwards is not its
 * story.
 */
export async function readLook(
  journal: Pick<Journal, 'readWork' | 'readLastItem'>,
  { threadId, goalId, status }: Pick<GoalSnapshot, 'goalId' | 'status'> & { readonly threadId: string },
  {
    events,
    latestVerdict,
  }: { readonly events: GoalEvents; readonly latestVerdict: JournalledVerdict | undefined },
): Promise<Looked> {
  const isComplete = status === 'complete';
  const work = await journal.readWork(goalId, isComplete ? ['audit'] : ALL);
  const looked = lookOf(work, latestVerdict);
  if (looked === undefined) return {};
  const { seq } = looked;
  const kept = work === undefined ? {} : { work };
  if (isComplete) return { ...kept, look: { ...looked, isOutdated: false } };
  // An auditor's ruling on the same claim stands behind the run of the checks.
  const own = latestVerdict?.body.checksSeq === seq ? latestVerdict.seq : seq;
  const isOutdated = await hasWorkSince(journal, threadId, own, events.replacedSeq ?? MAX_SEQ);
  return { ...kept, look: { ...looked, isOutdated } };
}

/** Tools that change nothing of a workspace: a claim, a note or a look makes no earlier look outdated. */
const WITHOUT_WORK: ReadonlySet<string> = new Set([
  ...['get_goal', 'update_goal', 'create_goal', 'read_file', 'read_item'],
  ...['record_claim', 'record_iteration', 'request_input', 'wait'],
]);
/** Where there are more of them than this it is not known, and said so. */
const MAX_LOOKED_THROUGH = 50;

async function hasWorkSince(
  journal: Pick<Journal, 'readLastItem'>,
  threadId: string,
  seq: number,
  endSeq: number,
): Promise<boolean> {
  let upTo = endSeq;
  for (let count = 0; count < MAX_LOOKED_THROUGH; count += 1) {
    const last = await journal.readLastItem(threadId, 'toolResult', upTo);
    if (last === undefined || last.seq <= seq) return false;
    const name = bodyAs(last, 'toolResult', 'checks', 'audit')?.name;
    if (name === undefined || !WITHOUT_WORK.has(name)) return true;
    upTo = last.seq - 1;
  }
  return true;
}

/** Records of older releases have what was changed beside the verdict. */
function lookOf(
  work: WorkRecord | undefined,
  verdict: JournalledVerdict | undefined,
): Omit<Look, 'isOutdated'> | undefined {
  if (work !== undefined) {
    const { seq, changes, lookedAtMs } = work;
    return { seq, changes, at: new Date(lookedAtMs) };
  }
  const changes = verdict?.body.changes;
  return verdict === undefined || changes === undefined
    ? undefined
    : { seq: verdict.body.checksSeq ?? verdict.seq, changes, at: verdict.at };
}
