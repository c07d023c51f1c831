/** Reads what the service saw of the work when it last looked, and whether anything may have changed since. */
import type { Journal } from '../../journal/journal.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { GoalEvents } from './goal-events.ts';
import type { JournalledVerdict } from './journalled-checks.ts';
import type { Look } from './report-source.ts';

/** No place of a record is beyond it. */
const MAX_SEQ = 2 ** 31 - 1;
const ALL: readonly WorkRecord['purpose'][] = ['baseline', 'audit', 'request', 'rest'];

export interface Looked {
  readonly work?: WorkRecord;
  /** Absent: nobody has looked. */
  readonly look?: Look;
}

/** Of a goal that is complete, what was proven; whatever became of the workspace afterwards is not its story. */
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
  const last = await journal.readLastItem(threadId, 'toolResult', events.replacedSeq ?? MAX_SEQ);
  // An auditor's ruling on the same claim stands behind the run of the checks.
  const own = latestVerdict?.body.checksSeq === seq ? latestVerdict.seq : seq;
  return { ...kept, look: { ...looked, isOutdated: last !== undefined && last.seq > own } };
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
