/** A goal as REST shows it: the workflow's live figures beside the contract's text. Pure. */
import type { GoalRecord } from '../journal/journal.ts';
import { budgetLeft } from '../workflows/budget.ts';
import type { Contract } from '../workflows/contract.ts';
import type { GoalSnapshot } from '../workflows/goal.ts';
import { userActions } from '../workflows/goal-machine.ts';
import type { GoalLive, ThreadView } from '../workflows/thread-view.ts';
import { billedTokens } from '../workflows/usage.ts';
import type { LastAudit } from './last-audit.ts';
import type { ContestReply } from './read-contests.ts';

/** The model's account of what blocks the goal. */
export interface Blocker {
  readonly name?: string | undefined;
  readonly needed?: string | undefined;
  readonly attempted?: string | undefined;
}

/** What the journal adds to a goal's figures. */
export interface GoalText {
  readonly contract: Contract | undefined;
  readonly blocker?: Blocker | undefined;
  readonly lastAudit?: LastAudit | undefined;
  readonly contests?: readonly ContestReply[] | undefined;
}

/** From the running workflow, or from the state of an archived one. */
export function liveGoal(view: ThreadView, goal: GoalLive, text: GoalText) {
  const { title: _, budget, policy: __, notBeforeMs: ___, best: ____, hasAuditor: _____, ...rest } = goal;
  const { acceptedClaim: ______, provenClaim: _______, judgedSince: ________, ...figures } = rest;
  return {
    threadId: view.threadId,
    ...withTimes(figures),
    // A resting workflow's clock stands at its last task; the time to the deadline goes on.
    budgetLeft: budgetLeft(budget, goal.usage, Date.now()),
    ...textOf(text),
    phase: view.phase,
    next: nextOf(view),
    stale: false,
  };
}

/** From the journal, when no worker answers: what was known at `asOf`. */
export function recordedGoal(
  threadId: string,
  { snapshot, contract }: GoalRecord,
  text: Omit<GoalText, 'contract'> = {},
) {
  return {
    threadId,
    ...withTimes(snapshot),
    tokensUsed: billedTokens(snapshot.usage),
    budgetLeft: budgetLeft(contract.budget, snapshot.usage, Date.now()),
    actions: userActions(snapshot.status),
    ...textOf({ ...text, contract }),
    asOf: isoTime(snapshot.updatedAtMs),
    stale: true,
  };
}

/** From a thread's history. */
export const pastGoal = ({ snapshot, contract }: GoalRecord) => ({ ...withTimes(snapshot), contract });

/** Times as REST spells them, and without the places in the journal that the text comes from. */
function withTimes<
  T extends Pick<
    GoalSnapshot,
    'setAtMs' | 'updatedAtMs' | 'resumeAtMs' | 'blockedSeq' | 'auditSeq' | 'contests'
  >,
>({ setAtMs, updatedAtMs, resumeAtMs, blockedSeq: _, auditSeq: __, contests: ___, ...rest }: T) {
  return {
    ...rest,
    setAt: isoTime(setAtMs),
    updatedAt: isoTime(updatedAtMs),
    ...(resumeAtMs === undefined ? {} : { resumeAt: isoTime(resumeAtMs) }),
  };
}

const textOf = ({ contract, blocker, lastAudit, contests }: GoalText) => ({
  contract,
  ...(blocker === undefined ? {} : { blocker }),
  ...(lastAudit === undefined ? {} : { lastAudit }),
  ...(contests === undefined ? {} : { contests }),
});

export const nextOf = ({ next }: ThreadView) => ({
  action: next.action,
  reason: next.reason,
  ...(next.atMs === undefined ? {} : { at: isoTime(next.atMs) }),
});

export const isoTime = (ms: number): string => new Date(ms).toISOString();
