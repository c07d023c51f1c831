/** A goal as REST shows it: the workflow's live figures beside the contract's text. Pure. */

import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { GoalRecord } from '../../journal/journal.ts';
import type { Labels } from '../../journal/rows/labels.ts';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import { budgetLeft } from '../../workflows/budget/budget.ts';
import { billedTokens } from '../../workflows/budget/usage.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { ChecksProgress } from '../../workflows/evidence/checks-progress.ts';
import { NO_RESULT } from '../../workflows/evidence/progress.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import { initialThreadState, type ThreadState } from '../../workflows/thread/state/thread-state.ts';
import { actionsOf, goalActions } from '../../workflows/view/actions.ts';
import type { GoalLive, NextView, ThreadView, Work } from '../../workflows/view/thread-view.ts';
import type { ChecksRan } from '../lookup/checks-ran.ts';
import type { LastRefusal } from './accounts/last-refusal.ts';
import type { LastRuling } from './accounts/last-ruling.ts';
import type { LiveGoal, PastGoal, RecordedGoal } from './schema/goal.ts';
import { labelsReply } from './schema/labels.ts';
import type { NextReply, WaitReply } from './schema/next.ts';
import type { ContestReply, QuestionReply, ShortQuestionReply } from './schema/question.ts';

/** What the journal adds to a goal's figures. */
export interface GoalText {
  readonly contract: Contract | undefined;
  /** Absent: it has none. */
  readonly labels?: Labels | undefined;
  readonly blocker?: BlockerAccount | undefined;
  readonly lastAudit?: LastRuling | undefined;
  readonly contests?: readonly ContestReply[] | undefined;
  readonly lastRefusal?: LastRefusal | undefined;
  readonly pendingRestore?: readonly string[] | undefined;
  readonly checksRan?: ChecksRan | undefined;
  /** What the model waits for. */
  readonly waitReason?: string | undefined;
  /** What a person is asked. */
  readonly request?: QuestionReply | undefined;
}

/** The goal comes from the running workflow, or from the state of an archived one. */
export function liveGoal(view: ThreadView, goal: GoalLive, text: GoalText): LiveGoal {
  const { budget, ...rest } = omit(goal, 'title', 'policy', 'notBeforeMs', 'best', 'hasAuditor');
  const figures = omit(rest, 'acceptedClaim', 'provenClaim', 'judgedSince', 'stoppedBecause', 'unprovenSeq');
  return {
    threadId: view.threadId,
    ...withTimes(figures),
    // A resting workflow's clock stands at its last task; the time to the deadline goes on.
    budgetLeft: budgetLeft(budget, goal.usage, Date.now()),
    ...textOf(text),
    phase: view.phase,
    ...defined({ checksRan: text.checksRan, wait: waitReply(view.wait, text.waitReason) }),
    next: {
      ...withRestore(nextOf(view), text.pendingRestore),
      ...defined({ blocker: text.blocker }),
      ...(text.request === undefined ? {} : { question: shortQuestion(text.request) }),
    },
    stale: false,
  };
}

/** The goal comes from the journal, when no worker answers: what was known at `asOf`. */
export function recordedGoal(
  threadId: string,
  { snapshot, contract }: GoalRecord,
  text: Omit<GoalText, 'contract'> = {},
): RecordedGoal {
  return {
    threadId,
    ...withTimes(snapshot),
    tokensUsed: billedTokens(snapshot.usage),
    budgetLeft: budgetLeft(contract.budget, snapshot.usage, Date.now()),
    actions: goalActions(actionsOf(recordedState(threadId, snapshot, contract), false, Date.now())),
    ...textOf({ ...text, contract }),
    asOf: isoTime(snapshot.updatedAtMs),
    stale: true,
  };
}

/**
 * It is what the record tells: what holds the thread back, or what it is asked, is known to the thread alone.
 */
const recordedState = (
  threadId: string,
  snapshot: GoalSnapshot,
  { budget, policy }: Contract,
): ThreadState => ({
  ...initialThreadState(threadId, ''),
  goal: { ...snapshot, title: '', budget, policy, hasBaseline: true, best: NO_RESULT, hasWrappedUp: true },
});

/** The goal comes from a thread's history. */
export const pastGoal = ({ snapshot, contract }: GoalRecord, labels?: Labels): PastGoal => ({
  ...withTimes(snapshot),
  ...labelsReply(labels),
  contract,
});

/** Times as REST spells them, and without the places in the journal that the text comes from. */
function withTimes<T extends Omit<GoalSnapshot, 'goalId'>>(goal: T) {
  const shown = omit(goal, 'blockedSeq', 'auditSeq', 'contests', 'refusedSeq', 'holdsProof');
  const { setAtMs, updatedAtMs, resumeAtMs, checks, ...rest } = shown;
  return {
    ...rest,
    checks: checks.map(outcomeReply),
    setAt: isoTime(setAtMs),
    updatedAt: isoTime(updatedAtMs),
    ...(resumeAtMs === undefined ? {} : { resumeAt: isoTime(resumeAtMs) }),
  };
}

/** The workflow is told no exit code of a hidden check: `null` would say that it did not run. */
const outcomeReply = ({ exitCode, ...outcome }: CheckResult) =>
  outcome.isHidden ? outcome : { ...outcome, exitCode };

const textOf = ({ labels, contract, blocker, ...text }: GoalText) => ({
  ...labelsReply(labels),
  contract,
  ...defined({ blocker, ...omit(text, 'request', 'checksRan', 'waitReason') }),
});

/** Where the checks do not run by themselves, a reader has to know that they would do this as well. */
const withRestore = (next: NextReply, paths: readonly string[] | undefined): NextReply =>
  paths === undefined
    ? next
    : { ...next, reason: `${next.reason}; ${paths.join(', ')} will be put back when the checks run next` };

export const nextOf = ({ next, wait }: ThreadView): NextReply => ({
  action: next.action,
  reason: next.reason,
  ...(next.atMs === undefined ? {} : { at: isoTime(next.atMs) }),
  ...defined({ attempt: next.attempt }),
  ...waitsFor(next.action, wait?.event),
  ...(next.running === undefined ? {} : { running: next.running.map(workOf) }),
});

/** `reason`: the model's own words. */
export const waitReply = (wait: ThreadView['wait'], reason: string | undefined): WaitReply | undefined =>
  wait && { until: isoTime(wait.untilMs), ...defined({ event: wait.event, reason }) };

/** Whose turn it is, where nothing runs. */
function waitsFor(action: NextView['action'], event: string | undefined) {
  if (action === 'needsInput' || action === 'idle') return { waitsFor: 'person' as const };
  if (action !== 'wait') return {};
  return event === undefined ? { waitsFor: 'time' as const } : { waitsFor: 'event' as const, event };
}

const workOf = ({ what, summary, sinceMs, untilMs, waitsFor, preparing, progress }: Work) => ({
  what,
  summary,
  since: isoTime(sinceMs),
  ...(untilMs === undefined ? {} : { until: isoTime(untilMs) }),
  ...defined({ waitsFor, preparing }),
  ...(progress === undefined ? {} : { progress: progressOf(progress) }),
});

const progressOf = ({ sinceMs, untilMs, ...progress }: ChecksProgress) => ({
  ...progress,
  since: isoTime(sinceMs),
  until: isoTime(untilMs),
});

/** What a person is asked, and until when, without what it takes to judge: that is in `request`. */
export const shortQuestion = (request: QuestionReply): ShortQuestionReply => ({
  inputId: request.inputId,
  question: request.question,
  options: request.options,
  ...defined({ until: request.until, ifUnanswered: request.ifUnanswered }),
});
