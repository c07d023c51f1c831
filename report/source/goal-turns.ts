/** The turns that worked for one goal: the newest ones each, those before them as sums. Pure. */
import { defined } from '../../objects/defined.ts';
import type { Usage } from '../../workflows/budget/usage.ts';
import type { FailureOf } from '../../workflows/goal/status-cause.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import type { TurnSum } from '../turn-sum.ts';

export interface GoalTurn {
  readonly turn: number;
  readonly kind: 'user' | 'continuation' | 'wrapUp';
  readonly startedAtMs: number;
  /** Absent while it runs. */
  readonly ended?: {
    readonly seq: number;
    readonly atMs: number;
    readonly tokens: number;
    readonly toolCalls: number;
    readonly failure?: string;
    readonly failureOf?: FailureOf;
  };
}

export interface GoalTurns {
  readonly shown: readonly GoalTurn[];
  readonly earlier: TurnSum;
  /** All turns, those that are shown included. */
  readonly sum: TurnSum;
  /**
   * All that the goal had used when its last turn ended, and when that was; absent where records do not say.
   */
  readonly usageAtEnd?: { readonly usage: Usage; readonly atMs: number };
  /** Number of the turn that ran at that place of the journal; `null`: the goal had not had one yet. */
  turnAt(seq: number): number | null;
}

const MAX_SHOWN = 300;

export class TurnTable {
  readonly #goalId: string;
  #shown: GoalTurn[] = [];
  #earlier: TurnSum = { turns: 0, wrapUps: 0, tokens: 0, toolCalls: 0 };
  /** Two numbers for each turn: the one part that grows with the goal. */
  readonly #starts: { readonly seq: number; readonly turn: number }[] = [];
  #running: GoalTurn | undefined;
  #usageAtEnd: GoalTurns['usageAtEnd'];

  constructor(goalId: string) {
    this.#goalId = goalId;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  add(event: JournalEvent): void {
    if (event.type === 'turnStarted' && event.goal?.goalId === this.#goalId) {
      this.#running = { turn: event.turn, kind: event.kind, startedAtMs: event.atMs };
      this.#starts.push({ seq: event.seq, turn: event.turn });
    } else if (event.type === 'turnEnded' && this.#running?.turn === event.turn) {
      const { seq, atMs, tokens, toolCalls, failure, failureOf, goalUsage } = event;
      if (goalUsage !== undefined) this.#usageAtEnd = { usage: goalUsage, atMs };
      const ended = { seq, atMs, tokens, toolCalls, ...defined({ failure, failureOf }) };
      this.#shown.push({ ...this.#running, ended });
      this.#running = undefined;
      if (this.#shown.length >= 2 * MAX_SHOWN) this.#fold();
    }
  }

  result(): GoalTurns {
    this.#fold();
    const shown = this.#running === undefined ? this.#shown : [...this.#shown, this.#running];
    const starts = this.#starts;
    return {
      shown,
      earlier: this.#earlier,
      sum: shown.reduce(plus, this.#earlier),
      ...defined({ usageAtEnd: this.#usageAtEnd }),
      turnAt: (seq) => starts.findLast((start) => start.seq < seq)?.turn ?? null,
    };
  }

  #fold(): void {
    const extra = Math.max(0, this.#shown.length - MAX_SHOWN);
    this.#earlier = this.#shown.slice(0, extra).reduce(plus, this.#earlier);
    this.#shown = this.#shown.slice(extra);
  }
}

const plus = (sum: TurnSum, { kind, ended }: GoalTurn): TurnSum => ({
  turns: sum.turns + 1,
  wrapUps: sum.wrapUps + (kind === 'wrapUp' ? 1 : 0),
  tokens: sum.tokens + (ended?.tokens ?? 0),
  toolCalls: sum.toolCalls + (ended?.toolCalls ?? 0),
});
