/** What only an edit of the contract can mend: no turn of the model, however good, gets past it. Pure. */
import type { Contract } from '../../../workflows/contract/contract.ts';
import { protectedWork, protectedWorkRemedy } from '../../../workflows/contract/patterns/protected-work.ts';
import { refusesClaim, twinRemedies, twinThatRefused } from '../../../workflows/evidence/twin-remedies.ts';
import { isFinished } from '../../../workflows/goal/goal-machine.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { namedFiles, stillLeftOut } from '../left-out.ts';

/** Steps for whoever set the goal, before all others. */
export function contractRepairs(
  source: Pick<ReportSource, 'contracts' | 'latestVerdict' | 'snapshot'>,
): string[] {
  const contract = source.contracts.at(-1)?.contract;
  if (contract === undefined || isFinished(source.snapshot.status)) return [];
  const locked = protectedWork(contract);
  const leftOut = stillLeftOut(source);
  const them = leftOut.length === 1 ? 'is the work, declare it' : 'are the work, declare them';
  return [
    ...(locked.length === 0 ? [] : [protectedWorkRemedy(locked)]),
    ...(leftOut.length === 0
      ? []
      : [`If ${namedFiles(leftOut)} ${them} in boundaries.writePaths: PATCH …/goal.`]),
    ...byTwins(contract, source.latestVerdict),
  ];
}

/** The policy may have been edited since the claim was refused. */
function byTwins({ policy }: Contract, latest: ReportSource['latestVerdict']): string[] {
  const twin = latest && twinThatRefused(latest.body.verdict);
  if (twin === undefined || !refusesClaim(twin, policy.twins)) return [];
  return twinRemedies(twin);
}
