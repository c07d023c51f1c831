/** Which of the checks that refused a claim are others by now. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { checksOf } from '../../workflows/contract/contract.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import type { RefusedAudit } from '../reported-claims.ts';
import type { ReportSource } from '../source/report-source.ts';

/** A check of the same name need not be the same: what refused the claim may be gone. */
export function editedSince(
  { contracts, events }: Pick<ReportSource, 'contracts' | 'events'>,
  seq: number,
  { outcomes }: Pick<ChecksVerdict, 'outcomes'>,
): Pick<RefusedAudit, 'editedSince'> {
  const ruled = events.revisions.findLast((change) => change.seq < seq)?.goal.revision;
  const then = contracts.find(({ revision }) => revision === ruled)?.contract;
  const now = contracts.at(-1)?.contract;
  if (then === undefined || now === undefined || then === now) return {};
  const checkIn = (contract: typeof now, name: string) =>
    checksOf(contract).find(({ check }) => check.name === name)?.check;
  const names = outcomes.flatMap(({ name, passed }) =>
    passed || isDeepStrictEqual(checkIn(then, name), checkIn(now, name)) ? [] : [name],
  );
  return names.length === 0 ? {} : { editedSince: names };
}
