/** Reads from the journal what an auditor is shown. */

import type { ChecksBody } from '../../journal/bodies/checks.ts';
import { defined } from '../../objects/defined.ts';
import type { JudgeClaimInput } from '../../workflows/activities.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import type { AuditorEvidence } from './auditor-evidence.ts';
import { earlierRulings } from './earlier-rulings.ts';
import { recordEvidence } from './record-evidence.ts';
import { requirementsOf } from './requirements.ts';

/** The newest of a thread's record; what is older is named as left out. */
const MAX_ITEMS = 400;

export async function gatherEvidence(
  { journal }: Pick<ActivityDependencies, 'journal'>,
  { threadId, goal, seq, checksSeq }: JudgeClaimInput,
  contract: Contract,
  { verdict, changes }: ChecksBody,
): Promise<AuditorEvidence> {
  const before = Math.max(0, seq - 1 - MAX_ITEMS);
  const [runs, claims, items] = await Promise.all([
    journal.listCheckRuns(goal.goalId),
    journal.listClaims(goal.goalId),
    journal.readItems(threadId, before, MAX_ITEMS),
  ]);
  const earlier = items.filter((item) => item.seq < seq);
  const rulings = await earlierRulings(journal, { threadId, goalId: goal.goalId, seq }, earlier);
  const baselineSeq = runs.findLast(({ purpose }) => purpose === 'baseline')?.seq;
  return {
    contract,
    requirements: requirementsOf(contract),
    checks: verdict,
    checkRuns: runs.filter((run) => run.seq === checksSeq || run.seq === baselineSeq),
    ...defined({ changes }),
    claims,
    ...(rulings.length === 0 ? {} : { rulings }),
    record: {
      ...recordEvidence(earlier),
      ...(before === 0
        ? {}
        : { leftOut: `the record up to item ${before} is left out; read_item shows an item by its number` }),
    },
  };
}
