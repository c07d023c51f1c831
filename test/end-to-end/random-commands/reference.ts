/**
 * The lifecycle once more, written from the design's text and table alone and as plainly as possible: what
 * the running service is held against. It knows a thread only at rest or inside an open model call.
 */
import type { ModelCommand, UserCommand } from './commands.ts';
import { isAllowed, type ReferenceGoal, type ReferenceTurn } from './reference-rules.ts';

export const MAX_REFUSED = 3;
const BLOCKED_AFTER = 3;

export class Reference {
  goal: ReferenceGoal | undefined;
  turn: ReferenceTurn | undefined;
  /** Model calls begun so far. */
  calls = 0;
  queued = 0;
  steering = 0;
  hasRequest = false;
  isContest = false;
  isWaiting = false;
  mode: 'default' | 'plan' = 'default';
  #isStalled = false;
  #refused = 0;
  #turns = 0;
  #goals = 0;
  #blocker: { name: string; turns: number; last: number; isSwitched: boolean } | undefined;

  get phase(): 'running' | 'needsInput' | 'waiting' | 'idle' {
    if (this.turn) return 'running';
    if (this.hasRequest) return 'needsInput';
    return this.isWaiting && this.goal?.status === 'active' && this.mode === 'default' ? 'waiting' : 'idle';
  }

  /** It is the goal that would be set next. */
  get nextGoal(): number {
    return this.#goals + 1;
  }

  get isSpent(): boolean {
    // A turn that only sums up is no turn of the budget.
    return this.goal !== undefined && this.goal.turnsUsed - this.goal.wrapUps >= this.goal.turnBudget;
  }

  /** Whether the service accepts the command; if it does, the command takes effect. */
  user(command: UserCommand): boolean {
    const { isSpent, isWaiting, hasRequest, isContest, goal } = this;
    const facts = {
      ...{ status: goal?.status, isSpent, isWaiting, hasRequest, isContest },
      isStalled: this.#isStalled,
    };
    if (!isAllowed(command, facts)) return false;
    const before = this.goal;
    this.#act(command);
    this.#refresh();
    const isGone = before !== undefined && this.goal?.number !== before.number;
    const isStopped =
      command.type === 'interrupt' ||
      command.type === 'archive' ||
      (command.type === 'message' && command.delivery === 'interrupt') ||
      (isGone && this.turn?.goal === before.number);
    if (isStopped) this.turn = undefined;
    if (!this.turn) this.#atBoundary();
    return true;
  }

  #act(command: UserCommand): void {
    const goal = this.goal;
    switch (command.type) {
      case 'set':
        this.hasRequest = false;
        this.isWaiting = false;
        this.goal = {
          number: ++this.#goals,
          status: 'active',
          revision: 1,
          judgedSince: 1,
          turnsUsed: 0,
          wrapUps: 0,
          turnBudget: command.turns,
          hasWrappedUp: false,
          hasBaseline: false,
          isFinishable: false,
        };
        return;
      case 'clear':
        this.goal = undefined;
        this.hasRequest = false;
        this.isWaiting = false;
        return;
      case 'interrupt':
        if (goal?.status === 'active') goal.status = 'paused';
        this.hasRequest = false;
        this.isWaiting = false;
        return;
      case 'pause':
        if (goal?.status === 'active') goal.status = 'paused';
        return;
      case 'resume':
        this.isWaiting = false;
        this.#activate();
        return;
      case 'wake':
        this.isWaiting = false;
        return;
      case 'answer':
        this.hasRequest = false;
        this.queued += 1;
        return;
      case 'stands':
        this.hasRequest = false;
        if (goal) goal.stoodIn = goal.revision;
        return;
      case 'message':
        if (command.delivery === 'steer') this.steering += 1;
        else this.queued += 1;
        if (command.delivery === 'interrupt') this.hasRequest = false;
        return;
      case 'mode':
        this.mode = command.mode;
        return;
      case 'archive':
        // And reopened at once, with the policy's default.
        if (goal?.status === 'paused' && !this.isSpent) this.#activate();
        return;
    }
    if (goal === undefined) return;
    goal.revision += 1;
    if (command.type === 'edit') {
      // The check is held against the objective, which is another one now.
      goal.judgedSince = goal.revision;
      if (this.isContest) this.hasRequest = false;
    }
    if (command.type === 'raise') goal.turnBudget = goal.turnsUsed + 3;
    if (command.type === 'raise' && command.andResume) this.#activate();
    if (command.type === 'lower') goal.turnBudget = Math.max(1, goal.turnsUsed);
    if (goal.status === 'active' && this.isSpent && !this.#isRuling()) this.#limit();
  }

  /** A word on the check costs nothing. */
  #isRuling(): boolean {
    return this.hasRequest && this.isContest;
  }

  #activate(): void {
    if (this.goal === undefined || this.goal.status === 'active') return;
    this.goal.status = 'active';
    this.goal.hasWrappedUp = false;
  }

  #limit(): void {
    if (this.goal === undefined) return;
    this.goal.status = 'budgetLimited';
    this.goal.hasWrappedUp = false;
    this.hasRequest = false;
  }

  /** A person's act lifts what held automatic turns back. */
  #refresh(): void {
    this.#isStalled = false;
    this.#refused = 0;
    this.#blocker = undefined;
  }

  /** What the model may answer to the open call. */
  mayAnswer(command: ModelCommand): boolean {
    return this.turn !== undefined && (!this.turn.isClosing || command.type === 'say');
  }

  model(command: ModelCommand): void {
    const turn = this.turn;
    if (turn === undefined) return;
    const goal = this.goal?.number === turn.goal ? this.goal : undefined;
    if (turn.isClosing || command.type === 'say') {
      this.#endTurn(turn, false);
      return;
    }
    // Budget lowered while the call was open: no tool but the claim of completion is looked at any more.
    if (goal?.status === 'budgetLimited' && command.type !== 'complete') {
      this.#endTurn(turn, true);
      return;
    }
    switch (command.type) {
      case 'work':
      case 'finish':
        if (this.mode === 'plan') break;
        turn.hasWorked = true;
        if (command.type === 'finish' && goal) goal.isFinishable = true;
        break;
      case 'ask':
        if (this.queued + this.steering > 0 || this.hasRequest) break;
        this.hasRequest = true;
        this.isContest = false;
        this.#endTurn(turn, true);
        return;
      case 'contest': {
        if (goal?.status !== 'active' || (turn.revision ?? 0) < goal.judgedSince) break;
        if ((goal.stoodIn ?? 0) >= goal.judgedSince) break;
        if (this.queued + this.steering > 0 || this.hasRequest) break;
        this.hasRequest = true;
        this.isContest = true;
        this.#endTurn(turn, true);
        return;
      }
      case 'wait':
        if (goal?.status !== 'active') break;
        this.isWaiting = true;
        this.#endTurn(turn, true);
        return;
      case 'complete':
        if (goal?.status === 'active' && (turn.revision ?? 0) >= goal.judgedSince) this.#audit(goal);
        break;
      default:
        if (goal) this.#nameBlocker(goal, command.type);
    }
    if (goal?.status === 'budgetLimited') {
      this.#endTurn(turn, true);
      return;
    }
    this.#call(turn, goal?.status === 'complete' || goal?.status === 'blocked');
  }

  #audit(goal: ReferenceGoal): void {
    if (goal.isFinishable) {
      goal.status = 'complete';
      return;
    }
    this.#refused += 1;
    if (this.#refused >= MAX_REFUSED) goal.status = 'blocked';
  }

  #nameBlocker(goal: ReferenceGoal, name: string): void {
    const before = this.#blocker;
    if (before?.name !== name)
      this.#blocker = { name, turns: 1, last: this.#turns, isSwitched: before !== undefined };
    else if (before.last !== this.#turns)
      this.#blocker = {
        name,
        turns: before.last === this.#turns - 1 ? before.turns + 1 : 1,
        last: this.#turns,
        isSwitched: false,
      };
    if ((this.#blocker?.turns ?? 0) >= BLOCKED_AFTER && goal.status === 'active') goal.status = 'blocked';
  }

  /** `hasYielded`: not by words, so that the absence of work says nothing. */
  #endTurn(turn: ReferenceTurn, hasYielded: boolean): void {
    const isIdle =
      turn.kind === 'continuation' && !turn.hasWorked && !hasYielded && turn.goal === this.goal?.number;
    const mayRepeat = this.#blocker?.last === this.#turns && !this.#blocker.isSwitched;
    if (isIdle && !mayRepeat && this.goal?.status === 'active') this.#isStalled = true;
    this.turn = undefined;
    this.#atBoundary();
  }

  #atBoundary(): void {
    const goal = this.goal;
    if (goal?.status === 'active' && this.isSpent && !this.#isRuling()) this.#limit();
    if (this.hasRequest) return;
    if (goal?.status === 'active' && this.mode === 'default') goal.hasBaseline = true;
    if (this.queued + this.steering > 0) {
      this.#begin('user');
      return;
    }
    if (goal === undefined || this.mode === 'plan') return;
    if (goal.status === 'budgetLimited' && !goal.hasWrappedUp) {
      this.#begin('wrapUp');
      return;
    }
    if (goal.status === 'active' && !this.isWaiting && !this.#isStalled) this.#begin('continuation');
  }

  #begin(kind: ReferenceTurn['kind']): void {
    this.#turns += 1;
    const turn: ReferenceTurn = { kind, hasWorked: false, isClosing: false };
    const goal = this.goal;
    if (goal !== undefined && this.mode === 'default' && (goal.status === 'active' || kind === 'wrapUp')) {
      turn.goal = goal.number;
      goal.turnsUsed += 1;
    }
    if (kind === 'wrapUp' && goal) {
      goal.hasWrappedUp = true;
      goal.wrapUps += 1;
    }
    this.queued = 0;
    this.steering = 0;
    this.turn = turn;
    this.#call(turn, kind === 'wrapUp');
  }

  #call(turn: ReferenceTurn, isClosing: boolean): void {
    this.calls += 1;
    this.steering = 0;
    turn.isClosing = isClosing;
    const goal = this.goal;
    // A user turn goes on for a goal that was resumed meanwhile.
    if (turn.goal === undefined && turn.kind === 'user' && this.mode === 'default')
      if (goal?.status === 'active' && goal.hasBaseline) turn.goal = goal.number;
    if (goal !== undefined && goal.number === turn.goal) turn.revision = goal.revision;
  }
}
