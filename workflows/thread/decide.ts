/**
 * What a thread does next. Pure and total: the workflow asks at every safe boundary (no turn running) and
 * does just that. The order is the conservative continuation rule: a person's input first, automatic work
 * last.
 */
import { deadlineMs, exhausted, TIME_ALONE } from '../budget/budget.ts';
import type { Goal } from '../goal/goal.ts';
import { CLAIM_IS_MISSING, passedChecksText } from '../goal/passed-checks.ts';
import { statusSentence } from '../goal/status-sentence.ts';
import { countOf } from '../text/count-of.ts';
import { hasChecksOrder } from './checks-order.ts';
import { questionText } from './question/claim-question.ts';
import { contestText } from './question/contest.ts';
import { staysText } from './question/if-unanswered.ts';
import type { Continuation } from './state/continuation.ts';
import type { Question, ThreadState } from './state/thread-state.ts';

export type Next =
  | { readonly action: 'archive'; readonly reason: string }
  /** Somebody has sent files for the workspace. */
  | { readonly action: 'place'; readonly reason: string }
  /** Somebody asked for a run of the checks. */
  | { readonly action: 'check'; readonly reason: string }
  /** Run the checks once before the goal's first turn. */
  | { readonly action: 'baseline'; readonly reason: string }
  /** Run the checks to see whether anything came nearer in the last turns. */
  | { readonly action: 'measure'; readonly reason: string }
  | { readonly action: 'turn'; readonly kind: 'user' | 'continuation' | 'wrapUp'; readonly reason: string }
  /** The budget ran out between turns; say so, and the wrap-up turn follows. */
  | { readonly action: 'limitBudget'; readonly reason: string }
  /** The provider's usage limit is lifted. */
  | { readonly action: 'liftUsageLimit'; readonly reason: string }
  /** The time that was waited for has come. */
  | { readonly action: 'endWait'; readonly reason: string }
  | { readonly action: 'wait'; readonly reason: string; readonly untilMs: number }
  /** Nobody ruled on a claim or on a check, or answered the model, in time. */
  | { readonly action: 'expireInput'; readonly reason: string }
  /**
   * Nothing happens until a person answers; at `untilMs`, if there is one, its own time or the budget's
   * deadline ends it.
   */
  | { readonly action: 'needsInput'; readonly reason: string; readonly untilMs?: number }
  /** Nothing happens until somebody does something; `reason` says what would help. */
  | { readonly action: 'idle'; readonly reason: string };

export function decide(state: ThreadState, nowMs: number): Next {
  const { goal } = state;
  if (state.isArchiving) return { action: 'archive', reason: 'the thread is archived' };
  if (state.placements !== undefined) return { action: 'place', reason: 'files were sent for the workspace' };
  if (hasChecksOrder(state)) return { action: 'check', reason: 'a run of the checks was asked for' };
  // A budget that is used up takes the model's question back: nobody would pay for going on with the answer.
  // To rule on a claim or a check costs nothing, so only a deadline stands against that.
  const dimensions = state.request?.kind === undefined ? undefined : TIME_ALONE;
  const spent = goal?.status === 'active' ? exhausted(goal.budget, goal.usage, nowMs, dimensions) : undefined;
  if (spent !== undefined) return { action: 'limitBudget', reason: spent };
  if (state.request !== undefined) return withDeadline(needsAnswer(state, state.request, nowMs), goal);
  // Only a goal that is about to run: one that its checks have blocked would be measured again and again.
  if (goal?.status === 'active' && !goal.hasBaseline && state.mode === 'default')
    return { action: 'baseline', reason: baselineReason(goal) };
  if (state.inputs.length > 0) return { action: 'turn', kind: 'user', reason: 'a message is queued' };
  if (goal === null) return { action: 'idle', reason: 'no goal is set' };
  if (state.mode === 'plan')
    return withDeadline(
      { action: 'idle', reason: 'the thread is in plan mode: only a message starts a turn' },
      goal,
    );
  if (goal.status === 'budgetLimited' && !goal.hasWrappedUp)
    return { action: 'turn', kind: 'wrapUp', reason: 'the budget was reached: one summary turn' };
  if (goal.status === 'usageLimited' && goal.resumeAtMs !== undefined) {
    const reason = `the goal is usageLimited: ${goal.statusReason}`;
    return nowMs < goal.resumeAtMs
      ? { action: 'wait', reason, untilMs: goal.resumeAtMs }
      : { action: 'liftUsageLimit', reason: "the provider's usage limit is over" };
  }
  if (goal.status !== 'active') return { action: 'idle', reason: stoppedReason(goal, nowMs) };
  return continuation(state, goal, nowMs);
}

/** A budget that an edit has raised sets nothing going by itself. */
function stoppedReason(goal: Goal, nowMs: number): string {
  const { status, statusReason, budget, usage, checks } = goal;
  const stopped = statusSentence(status, statusReason);
  if (status !== 'budgetLimited') return stopped;
  const passed = passedChecksText(goal);
  if (exhausted(budget, usage, nowMs) === undefined) {
    const resumed = `${stopped}; it goes on when it is resumed`;
    return passed === undefined ? resumed : `${resumed}; ${passed}, and ${CLAIM_IS_MISSING}`;
  }
  if (checks.length === 0) return stopped;
  return passed === undefined
    ? `${stopped}; ${CHECK_IS_FREE}`
    : `${stopped}; ${AUDIT_AFTER_RAISE}: ${passed}, and ${CLAIM_IS_MISSING}, in one more turn`;
}

const CHECK_IS_FREE = 'POST …/goal/check says at no cost whether the work passes by now';
const AUDIT_AFTER_RAISE = 'raise the budget and resume the goal to have its work audited';

/** Nobody else would say of a goal that stalls that its checks pass. */
function stalledReason(goal: Goal, because: string): string {
  const passed = passedChecksText(goal);
  const missing = passed === undefined ? '' : `; ${passed}, and ${CLAIM_IS_MISSING}`;
  return `stalled: ${because}${missing}; a message or resume goes on`;
}

/** An edit, an accepted state, or checks that could not run before make it due once more. */
const baselineReason = ({ revision, usage }: Goal): string =>
  revision === 1 && usage.turns === 0
    ? 'the checks run once before the first turn'
    : 'the checks run anew before the next turn, since what they are held against was changed, or they had no result';

/** Decides for an active goal within its budget, with nothing of a person's waiting. */
function continuation(state: ThreadState, goal: Goal, nowMs: number): Next {
  const { wait, continuation: held } = state;
  if (wait !== undefined && nowMs >= wait.untilMs) return { action: 'endWait', reason: 'time' };
  if (wait !== undefined) {
    const reason = wait.event === undefined ? 'the model waits' : `the model waits for event ${wait.event}`;
    return withDeadline({ action: 'wait', reason, untilMs: wait.untilMs }, goal);
  }
  if (held.suppressedBecause !== undefined)
    return withDeadline({ action: 'idle', reason: stalledReason(goal, held.suppressedBecause) }, goal);
  if (held.stretch?.isDue)
    return {
      action: 'measure',
      reason: `nothing came nearer in ${countOf(held.stretch.turns, 'turn')}: the checks run to see`,
    };
  const { untilMs, reason } = heldUntil(goal, held);
  if (nowMs < untilMs) return withDeadline({ action: 'wait', reason, untilMs }, goal);
  return { action: 'turn', kind: 'continuation', reason: 'the goal is active and not proven yet' };
}

/** The later of what the goal's setter wants and what the last turns demand: only then something happens. */
function heldUntil(goal: Goal, held: Continuation): { readonly untilMs: number; readonly reason: string } {
  const { notBeforeMs: startMs = 0 } = goal;
  return startMs >= held.notBeforeMs
    ? { untilMs: startMs, reason: 'not before the time that the goal names' }
    : { untilMs: held.notBeforeMs, reason: held.heldBackBy ?? 'held back' };
}

function needsAnswer(state: ThreadState, request: Question, nowMs: number): Next {
  const asked = withQueued(askedFor(request, nowMs), request, state);
  const { goal, mode } = state;
  const stays = staysText({ status: goal?.status, mode });
  if (stays === undefined) return asked;
  const why = goal === null || goal.status === 'active' ? '' : ` (${goal.statusReason})`;
  return { ...asked, reason: `${asked.reason}; ${stays}${why}` };
}

/** Whoever answers by a message would wait in vain. */
const withQueued = (asked: Next, { kind }: Question, { inputs }: ThreadState): Next =>
  inputs.length === 0 || kind !== undefined || asked.action !== 'needsInput'
    ? asked
    : { ...asked, reason: `${asked.reason}; a queued message answers nothing, and is read after that` };

/** Which answer that is stands in the model's call, in the journal. */
const GOES_ON = 'the model goes on, with its default answer if it named one';

function askedFor(request: Question, nowMs: number): Next {
  const { inputId, deadlineMs: untilMs } = request;
  if (untilMs === undefined)
    return { action: 'needsInput', reason: `the model asked a question; answer it at inputs/${inputId}` };
  if (nowMs >= untilMs) return { action: 'expireInput', reason: 'nobody answered in time' };
  if (request.kind === undefined) {
    const reason = `the model asked a question; answer it at inputs/${inputId}; without an answer ${GOES_ON}`;
    return { action: 'needsInput', reason, untilMs };
  }
  if (request.kind === 'contestedCheck') {
    const reason = `${contestText(request)} A person has to say whether it stands: answer stands or edit at inputs/${inputId}, or edit the contract; without an answer it stands`;
    return { action: 'needsInput', reason, untilMs };
  }
  const reason =
    `${questionText(request)} A person has to accept that: answer accept or refuse at inputs/${inputId}; without an answer the ` +
    'claim is refused';
  return { action: 'needsInput', reason, untilMs };
}

/** A rest that lasts beyond the goal's deadline ends with it. */
function withDeadline(rest: Next, goal: Goal | null): Next {
  const endMs = goal?.status === 'active' ? deadlineMs(goal.budget) : undefined;
  if (endMs === undefined) return rest;
  if (rest.action === 'wait')
    return rest.untilMs <= endMs
      ? rest
      : { ...rest, untilMs: endMs, reason: `${rest.reason}, until the deadline` };
  if (rest.action === 'needsInput') return { ...rest, untilMs: Math.min(endMs, rest.untilMs ?? endMs) };
  if (rest.action === 'idle')
    return { action: 'wait', reason: `${rest.reason}; the deadline ends it`, untilMs: endMs };
  return rest;
}
