/** What a thread's next model call is for, by what is known of the thread now. Pure. */
import type { ClosingState } from '../../context/closing/read-closing.ts';
import type { GoalRecord } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import { budgetLeft } from '../../workflows/budget/budget.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import type { GoalView } from '../../workflows/goal/goal-view.ts';
import { goalView } from '../../workflows/thread/accounting.ts';
import type { TurnKind } from '../../workflows/turn/turn-kind.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';

export interface NextTurn extends ClosingState {
  readonly mayCallTools: boolean;
  /** Which queued messages it takes along: a running turn takes only those that are meant for it. */
  readonly takes: 'all' | 'steering';
}

/** While nothing is to happen by itself: that of the turn which a message would start. */
export function nextTurn(view: ThreadView, nowMs: number): NextTurn {
  const { threadId, phase, mode, queuedInputs, goal, told } = view;
  const isInTurn = phase === 'running' || phase === 'auditing';
  const takes = isInTurn ? 'steering' : 'all';
  if (mode === 'plan')
    return {
      ...{ threadId, kind: 'user', isPlanning: true, mayCallTools: true, takes },
      ...(goal === null ? {} : { goal: goalView(goal, nowMs) }),
    };
  const isWrappingUp = goal?.status === 'budgetLimited' && !goal.hasWrappedUp;
  const hasMessages = !isInTurn && queuedInputs > 0;
  const kind = hasMessages ? 'user' : kindFor(goal?.status, isWrappingUp);
  const mayCallTools = kind !== 'wrapUp';
  // A goal that does not run is not talked about in a turn that a message starts.
  if (goal === null || (goal.status !== 'active' && kind !== 'wrapUp'))
    return { threadId, kind, mayCallTools, takes };
  const shown = { ...goalView(goal, nowMs), ...told };
  return { threadId, kind, goal: shown, mayCallTools, takes };
}

/** The same from the journal, when no worker answers; `checksSeq` is where the last runs of checks stand. */
export function recordedTurn(
  threadId: string,
  record: GoalRecord | undefined,
  checksSeq: number | undefined,
  nowMs: number,
): NextTurn {
  const common = { threadId, mayCallTools: true, takes: 'all' as const };
  if (record?.snapshot.status !== 'active') return { ...common, kind: 'user' };
  return { ...common, kind: 'continuation', goal: recordedView(record, checksSeq, nowMs) };
}

const kindFor = (status: string | undefined, isWrappingUp: boolean): TurnKind => {
  if (isWrappingUp) return 'wrapUp';
  return status === 'active' ? 'continuation' : 'user';
};

function recordedView(
  { snapshot, contract }: GoalRecord,
  checksSeq: number | undefined,
  nowMs: number,
): GoalView {
  const { goalId, revision, status, usage, refusedAudits, auditSeq } = snapshot;
  return {
    goalId,
    revision,
    status,
    tokensUsed: billedTokens(usage),
    left: budgetLeft(contract.budget, usage, nowMs),
    ...(refusedAudits === 0 ? {} : { refusedAudits }),
    ...defined({ checksSeq, auditSeq }),
  };
}
