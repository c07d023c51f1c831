/** Which checks of a goal have once been shown to pass whatever was expected. */
import { z } from 'zod';
import type { CheckRun, Journal } from '../../journal/journal.ts';
import type { ChecksInput } from '../../workflows/activities.ts';

/** Of the newest audits so many are read back; claims refused more often than that block the goal anyway. */
const MAX_AUDITS = 20;

/** All that is wanted of a `ChecksBody`. */
const twinsTold = z.object({
  twins: z.array(z.object({ check: z.string(), standing: z.string() })).optional(),
});
/** Where a check is hidden, only `whole` has its twins. */
const told = z.object({ verdict: twinsTold, whole: twinsTold.optional() });

/** Names of checks by which an earlier claim was refused, of this revision or an older one. `runs`: those of the goal. */
export async function doubtedChecks(
  journal: Pick<Journal, 'readItemsAt'>,
  { threadId, seq }: Pick<ChecksInput, 'threadId' | 'seq'>,
  runs: readonly CheckRun[],
): Promise<ReadonlySet<string>> {
  const audits = runs.filter((run) => run.purpose === 'audit' && run.seq < seq);
  const seqs = [...new Set(audits.map((run) => run.seq))].slice(-MAX_AUDITS);
  const items = seqs.length === 0 ? [] : await journal.readItemsAt(threadId, seqs);
  return new Set(items.flatMap(({ body }) => namesIn(body)));
}

function namesIn(body: string): string[] {
  const read = told.safeParse(JSON.parse(body)).data;
  const twins = (read?.whole ?? read?.verdict)?.twins ?? [];
  return twins.flatMap(({ check, standing }) => (standing === 'cannotFail' ? [check] : []));
}
