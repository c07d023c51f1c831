/**
 * When a recorded claim is progress of its goal: when it rests on something that nobody cited before. Pure.
 */
import type { Claim, Evidence } from '../evidence/ledger.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';

/** Recording cannot keep a goal going for ever: so many claims of a goal count, and no more. */
export const MAX_NEARER_CLAIMS = 50;

/** `earlier`: the claims of the goal that were recorded before, in order. */
export function bringsNewEvidence(
  earlier: readonly Pick<Claim, 'evidence'>[],
  claim: Pick<Claim, 'evidence'> & Partial<Pick<Claim, 'status'>>,
): boolean {
  // Whoever takes something back has not come nearer.
  if (claim.status === 'withdrawn') return false;
  const cited = new Set<string>();
  let counted = 0;
  const isNew = ({ evidence }: Pick<Claim, 'evidence'>): boolean =>
    evidence.flatMap(workKey).some((key) => !cited.has(key));
  for (const before of earlier) {
    if (isNew(before)) counted += 1;
    for (const key of before.evidence.flatMap(workKey)) cited.add(key);
  }
  return counted < MAX_NEARER_CLAIMS && isNew(claim);
}

/** Names the command or the run of a check; words and files are no work that was done. */
function workKey({ ref, source, seq }: Evidence): string[] {
  if (source !== 'service' && source !== 'command') return [];
  if (ref.kind === 'item') return [`item ${ref.seq}`];
  return ref.kind === 'check' ? [`check ${seq} ${ref.name}`] : [];
}

/** The goal of the call now has something in its ledger, the latest of it at `seq`. */
export function noteRecorded(state: ThreadState, ref: GoalRef | undefined, seq: number): ThreadState {
  const goal = currentGoal(state, ref);
  return goal === undefined ? state : { ...state, goal: { ...goal, ledgerSeq: seq } };
}
