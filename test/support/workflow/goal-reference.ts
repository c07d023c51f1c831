/**
 * A second opinion on a thread's goal: its status, what it spent and whether a request applies, written from
 * the design's tables and without a line of the service's rules. It hears the requests, what the model and
 * the checks answer, and where turns begin and end.
 */
import type { ModelCallInput } from '../../../workflows/activities.ts';
import type { Command } from '../../../workflows/command/command.ts';
import type { GoalStatus } from '../../../workflows/goal/goal.ts';

export interface ReferenceBudget {
  readonly tokens?: number;
  readonly turns?: number;
}

export const BLOCKED_AFTER_TURNS = 2;
export const MAX_REFUSED_AUDITS = 3;
const MAX_FAILING_TURNS = 3;
const MIN_USAGE_LIMIT_MS = 60_000;

/** The statuses from which each request is allowed, and what it makes of them; from the design's table. */
const PAUSE: Partial<Record<GoalStatus, GoalStatus>> = {
  active: 'paused',
  paused: 'paused',
  usageLimited: 'paused',
  budgetLimited: 'budgetLimited',
};
const RESUMABLE: readonly GoalStatus[] = ['active', 'paused', 'blocked', 'usageLimited', 'budgetLimited'];

export function createGoalReference() {
  const goal = {
    status: 'none' as GoalStatus | 'none',
    goalId: '',
    revision: 0,
    tokens: 0,
    turns: 0,
    /**
     * Counts those of the turns that only said what was done when the budget was used up. They are not of it.
     */
    wrapUps: 0,
    budget: {} as ReferenceBudget,
    resetAtMs: Number.POSITIVE_INFINITY,
    /** The first revision that judges a claim as the present one does. */
    judgedSince: 0,
    /** A person accepted its claim while it was paused. */
    isAccepted: false,
    /** Its claim was proven while it was paused. */
    isHeld: false,
  };
  const thread = { isPlanning: false, isAsking: false, isArchived: false };
  /**
   * The open question is about a claim, or about a check, and is answered by the service itself from then on.
   */
  let claimUntilMs: number | undefined;
  let isAboutCheck = false;
  /** The revision in which the one check was ruled to stand. */
  let stoodIn: number | undefined;
  const isRulingOpen = () => thread.isAsking && claimUntilMs !== undefined;
  const isClaimOpen = () => isRulingOpen() && !isAboutCheck;
  const isContestOpen = () => isRulingOpen() && isAboutCheck;
  const queued = new Set<string>();
  /** The running turn, in the goal and revision that its last request showed. */
  let turn = { number: 0, isUser: false, goalId: '', revision: 0 };
  /** They are counted in a row, since a person acted. */
  let counts = { failing: 0, refused: 0, blocker: '', blockedTurns: 0, blockedTurn: 0 };

  const isSpentWithinTurn = () => goal.tokens >= (goal.budget.tokens ?? Number.POSITIVE_INFINITY);
  const isSpent = () =>
    isSpentWithinTurn() || goal.turns - goal.wrapUps >= (goal.budget.turns ?? Number.POSITIVE_INFINITY);
  const isForGoal = () => goal.status !== 'none' && turn.goalId === goal.goalId;
  const isSettled = () => goal.isAccepted || goal.isHeld;
  const isJudgedAs = (revision: number) => goal.judgedSince <= revision && revision <= goal.revision;
  const mayResume = () =>
    goal.status !== 'none' && RESUMABLE.includes(goal.status) && (isSettled() || !isSpent());
  const resume = () => {
    goal.status = isSettled() ? 'complete' : 'active';
  };
  const ask = (untilMs?: number, aboutCheck = false) => {
    thread.isAsking = true;
    claimUntilMs = untilMs;
    isAboutCheck = aboutCheck;
  };

  const begin = (goalId: string, budget: ReferenceBudget) => {
    Object.assign(goal, { status: 'active', goalId, revision: 1, tokens: 0, turns: 0, wrapUps: 0, budget });
    Object.assign(goal, { isAccepted: false, isHeld: false, judgedSince: 1 });
    thread.isAsking = false;
    stoodIn = undefined;
  };
  const personActed = () => {
    counts = { failing: 0, refused: 0, blocker: '', blockedTurns: 0, blockedTurn: 0 };
  };
  const limitBudget = () => {
    if (goal.status !== 'active') return;
    goal.status = 'budgetLimited';
    thread.isAsking = false;
  };
  /** It is called before each call of a turn. */
  const beforeCall = () => {
    if (isForGoal() && isSpentWithinTurn()) limitBudget();
  };

  const refuseClaim = () => {
    counts.refused += 1;
    if (goal.status === 'active' && counts.refused >= MAX_REFUSED_AUDITS) goal.status = 'blocked';
  };
  const ruleOnClaim = (isAccepted: boolean) => {
    if (!isAccepted) refuseClaim();
    else if (goal.status === 'active' || goal.status === 'budgetLimited') goal.status = 'complete';
    else goal.isAccepted = true;
  };

  const decideContest = (answer: string | undefined): boolean => {
    if (answer !== 'stands' && answer !== 'edit') return false;
    if (answer === 'stands') stoodIn = goal.revision;
    else if (goal.status === 'active') goal.status = 'paused';
    return true;
  };

  function edit(edit: Extract<Command, { type: 'editGoal' }>['edit']): boolean {
    const { budget, status, revision, keepsJudged, changesChecks, touchedChecks } = edit;
    if (goal.status === 'none' || goal.status === 'complete') return false;
    if (status === 'paused' && PAUSE[goal.status] === undefined) return false;
    Object.assign(goal, { budget, revision });
    const touched = touchedChecks ?? (changesChecks ? 'all' : []);
    if (isContestOpen() && (touched === 'all' || touched.includes('tests'))) thread.isAsking = false;
    if (!keepsJudged) {
      Object.assign(goal, { isAccepted: false, isHeld: false, judgedSince: revision });
      if (isClaimOpen()) thread.isAsking = false;
    }
    if (status === 'paused') goal.status = PAUSE[goal.status] ?? goal.status;
    if (status === 'active' && goal.status !== 'active' && mayResume()) resume();
    if (isSpent() && !isRulingOpen()) limitBudget();
    return true;
  }

  /**
   * What the request does; whether it applies. `waitsFor`: the event that the running wait names, if one is
   * on.
   */
  function effectOf(command: Command, waitsFor: string | undefined): boolean {
    switch (command.type) {
      case 'pause':
        if (goal.status === 'none' || PAUSE[goal.status] === undefined) return false;
        goal.status = PAUSE[goal.status] ?? goal.status;
        return true;
      case 'resume':
        if (!mayResume()) return false;
        resume();
        return true;
      case 'clear':
        if (goal.status === 'none') return false;
        goal.status = 'none';
        thread.isAsking = false;
        return true;
      case 'interrupt':
        if (goal.status === 'active' || goal.status === 'usageLimited') goal.status = 'paused';
        thread.isAsking = false;
        return true;
      case 'placeWork':
        return true;
      case 'archive':
        thread.isArchived = true;
        return true;
      case 'setGoal':
        if (goal.status !== 'none' && goal.status !== 'complete' && !command.replace) return false;
        begin(command.goal.goalId, command.goal.budget);
        return true;
      case 'editGoal':
        return command.ifRevision === goal.revision && edit(command.edit);
      case 'postMessage':
        queued.add(command.inputId);
        if (command.delivery === 'interrupt') thread.isAsking = false;
        if (command.resumeGoal && mayResume()) resume();
        return true;
      case 'withdrawMessage':
        return queued.delete(command.inputId);
      case 'answerInput':
        if (!thread.isAsking) return false;
        if (isContestOpen()) {
          if (!decideContest(command.answer)) return false;
        } else if (isClaimOpen()) {
          if (command.answer !== 'accept' && command.answer !== 'refuse') return false;
          ruleOnClaim(command.answer === 'accept');
        } else if (command.messageId === undefined) return false;
        thread.isAsking = false;
        if (command.messageId !== undefined) queued.add(command.messageId);
        return true;
      case 'setMode':
        thread.isPlanning = command.mode === 'plan';
        return true;
      // Looks, and changes nothing.
      case 'check':
        return goal.status !== 'none';
      // What holds a thread back is not counted here, so whether a plain wake-up call applies is not either.
      case 'wake':
        return command.event === undefined || command.event === waitsFor;
    }
  }

  return {
    goal,
    isAsking: () => thread.isAsking,
    queued: () => queued.size,
    counts: () => counts,

    request(command: Command, waitsFor: string | undefined): boolean {
      const isStale =
        'ifRevision' in command &&
        command.type !== 'editGoal' &&
        command.ifRevision !== undefined &&
        command.ifRevision !== goal.revision;
      const isOpen = !thread.isArchived || command.type === 'archive';
      const applies = isOpen && !isStale && effectOf(command, waitsFor);
      if (applies) personActed();
      return applies;
    },
    modelCalled({ turn: number, kind, goal: view, inputs = [] }: ModelCallInput): void {
      for (const { inputId } of inputs) queued.delete(inputId);
      if (number !== turn.number) goal.isHeld = false;
      if (number !== turn.number && view?.goalId === goal.goalId) {
        goal.turns += 1;
        if (kind === 'wrapUp') goal.wrapUps += 1;
      }
      turn = { number, isUser: kind === 'user', goalId: view?.goalId ?? '', revision: view?.revision ?? 0 };
    },
    /** A reply and the one call in it, if tools were allowed and the turn was not stopped. */
    modelReplied(tokens: number, call?: string, newGoalId = '', contestUntilMs?: number): void {
      if (isForGoal() && goal.status !== 'complete') goal.tokens += tokens;
      const isOver = isForGoal() && goal.status !== 'complete' && isSpentWithinTurn();
      if (call === undefined || call === 'complete') return;
      if (isOver || (isForGoal() && goal.status === 'budgetLimited')) limitBudget();
      else if (
        call === 'create' &&
        turn.isUser &&
        !thread.isPlanning &&
        ['none', 'complete'].includes(goal.status)
      )
        begin(newGoalId, {});
      else if (call === 'ask' && queued.size === 0) ask();
      else if (call === 'contest' && isForGoal() && goal.status === 'active' && isJudgedAs(turn.revision)) {
        const isRuled = stoodIn !== undefined && isJudgedAs(stoodIn);
        if (!isRuled && queued.size === 0) ask(contestUntilMs, true);
      } else if (call.startsWith('blocked') && isForGoal()) {
        const isSame = counts.blocker === call;
        if (!isSame || counts.blockedTurn < turn.number - 1) counts.blockedTurns = 1;
        else if (counts.blockedTurn === turn.number - 1) counts.blockedTurns += 1;
        Object.assign(counts, { blocker: call, blockedTurn: turn.number });
        if (counts.blockedTurns >= BLOCKED_AFTER_TURNS && goal.status === 'active') goal.status = 'blocked';
      }
    },
    /** A contest ends its turn: an edit meanwhile, that leaves no budget, waits for the ruling. */
    toolEnded(): void {
      if (!isContestOpen()) beforeCall();
    },
    /** `askUntilMs`: what proves it waits for a person until then. */
    auditEnded(goalId: string, revision: number, isProven: boolean, askUntilMs?: number): void {
      if (goal.status === 'none' || goalId !== goal.goalId || !isJudgedAs(revision)) return;
      if (!isProven) refuseClaim();
      else if (askUntilMs !== undefined) {
        if (!['active', 'paused', 'budgetLimited'].includes(goal.status)) return;
        ask(askUntilMs);
        return;
      } else if (goal.status === 'active' || goal.status === 'budgetLimited') goal.status = 'complete';
      else if (goal.status === 'paused') goal.isHeld = true;
      beforeCall();
    },
    baselineEnded(goalId: string, revision: number, canRun: boolean): void {
      const isCurrent = goalId === goal.goalId && isJudgedAs(revision);
      if (isCurrent && goal.status === 'active' && !canRun) goal.status = 'blocked';
    },
    turnFailed(
      failure: 'final' | 'unreadable' | 'usageLimit',
      resetAtMs: number | undefined,
      nowMs: number,
    ): void {
      if (failure !== 'usageLimit') counts.failing += 1;
      if (!isForGoal() || goal.status !== 'active') return;
      if (failure === 'usageLimit') {
        goal.status = 'usageLimited';
        goal.resetAtMs = Math.max(resetAtMs ?? Number.POSITIVE_INFINITY, nowMs + MIN_USAGE_LIMIT_MS);
      } else if (failure === 'final' || counts.failing >= MAX_FAILING_TURNS) goal.status = 'blocked';
    },
    turnSucceeded(): void {
      counts.failing = 0;
    },
    /** No turn runs, and it is asked what is next. */
    boundary(nowMs: number): void {
      // What a person has accepted takes effect before a message has its turn.
      if (goal.isAccepted && !thread.isAsking && queued.size > 0) goal.status = 'complete';
      const isLifted = goal.status === 'usageLimited' && nowMs >= goal.resetAtMs;
      if (isLifted && !thread.isPlanning && !thread.isAsking && queued.size === 0) goal.status = 'active';
      if (isClaimOpen() && nowMs >= (claimUntilMs ?? 0)) {
        refuseClaim();
        thread.isAsking = false;
      }
      if (isContestOpen() && nowMs >= (claimUntilMs ?? 0)) {
        stoodIn = goal.revision;
        thread.isAsking = false;
      }
      if (isSpent() && !isRulingOpen()) limitBudget();
    },
    reopened(): void {
      thread.isArchived = false;
      if (goal.status === 'paused' && (isSettled() || !isSpent())) resume();
    },
  };
}
