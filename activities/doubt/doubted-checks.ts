/** Which checks of a goal have once been shown to pass whatever was expected. */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item, Journal } from '../../journal/journal.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { ChecksInput } from '../../workflows/activities.ts';

/** So many of the newest audits are read back; claims refused more often than that block the goal anyway. */
const MAX_AUDITS = 20;

/**
 * Names of checks by which an earlier claim was refused, of this revision or an older one. `runs`: those of
 * the goal.
 */
export async function doubtedChecks(
  journal: Pick<Journal, 'readItemsAt'>,
  { threadId, seq }: Pick<ChecksInput, 'threadId' | 'seq'>,
  runs: readonly CheckRun[],
): Promise<ReadonlySet<string>> {
  const audits = runs.filter((run) => run.purpose === 'audit' && run.seq < seq);
  const seqs = [...new Set(audits.map((run) => run.seq))].slice(-MAX_AUDITS);
  const items = seqs.length === 0 ? [] : await journal.readItemsAt(threadId, seqs);
  return new Set(items.flatMap(namesIn));
}

/** Whoever fails where a text is another one may have passed so as well. */
const REFUSING: ReadonlySet<string> = new Set(['cannotFail', 'recognised']);

function namesIn(item: Item): string[] {
  const read = bodyAs(item, 'checks', 'audit');
  // Where a check is hidden, only `whole` has its twins.
  const twins = (read?.whole ?? read?.verdict)?.twins ?? [];
  return twins.flatMap(({ check, standing }) => (REFUSING.has(standing) ? [check] : []));
}
