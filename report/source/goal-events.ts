/** The story of one goal, put together from the events of its thread one by one. Pure. */
import { defined } from '../../objects/defined.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';
import { type GoalTurns, TurnTable } from './goal-turns.ts';

type EventOf<Type extends JournalEvent['type']> = Extract<JournalEvent, { readonly type: Type }>;

export interface GoalChange
  extends Pick<EventOf<'goalChanged'>, 'seq' | 'atMs' | 'turn' | 'change' | 'actor'> {
  readonly goal: Pick<GoalSnapshot, 'revision' | 'status' | 'statusReason' | 'resumeAtMs'>;
}

export interface GoalEvents {
  /** What set the goal, then every edit. */
  readonly revisions: readonly GoalChange[];
  /** The change that brought the status which the goal has. */
  readonly latest: GoalChange | undefined;
  /** Places of the changes that a verdict brought about, oldest first, the newest ones only. */
  readonly verdictSeqs: readonly number[];
  readonly turns: GoalTurns;
  /** The thread waits; absent when it does not. */
  readonly waits?: { readonly untilMs: number; readonly event?: string };
  /** Why no turn starts by itself until a person acts; absent when nothing holds it. */
  readonly stalledBecause?: string;
  /**
   * Where the model's account stands of the obstacle that it named before the thread stalled; absent when it
   * named none.
   */
  readonly stalledSeq?: number;
  /** A question is open: the model's, or one about its claim or a check. */
  readonly asks: false | 'question' | 'changedTests' | 'contestedCheck';
  /** The same question; absent when none is open. */
  readonly question?: AskedQuestion;
  readonly replacedBy?: string;
  /** Where the goal that has its place was set. */
  readonly replacedSeq?: number;
  /** Changes of who answers, oldest first, the newest ones only; `count`: of all. */
  readonly modelSwitches: { readonly count: number; readonly latest: readonly EventOf<'modelSwitched'>[] };
}

export type AskedQuestion = Pick<
  EventOf<'inputRequested'>,
  'inputId' | 'seq' | 'atMs' | 'about' | 'check' | 'checksSeq' | 'deadlineMs'
>;

const OF_A_VERDICT: readonly string[] = ['completed', 'claimRefused', 'blocked'];
const MAX_VERDICTS = 100;
const MAX_SWITCHES = 20;

/**
 * Takes the events in order, from the goal's first one on. Its size does not depend on how many there are.
 */
export class GoalEventFold {
  readonly #goalId: string;
  readonly #turns: TurnTable;
  readonly #revisions: GoalChange[] = [];
  #latest: GoalChange | undefined;
  #verdictSeqs: number[] = [];
  #waits: GoalEvents['waits'];
  #stalledBecause: string | undefined;
  #stalledSeq: number | undefined;
  #question: AskedQuestion | undefined;
  #replacedBy: string | undefined;
  #replacedSeq: number | undefined;
  #modelSwitches: GoalEvents['modelSwitches'] = { count: 0, latest: [] };

  constructor(goalId: string) {
    this.#goalId = goalId;
    this.#turns = new TurnTable(goalId);
  }

  /** Another goal has its place, and no turn of this one runs: what follows is not its story. */
  get isOver(): boolean {
    return this.#replacedBy !== undefined && !this.#turns.isRunning;
  }

  add(event: JournalEvent): void {
    this.#turns.add(event);
    if (event.type === 'goalChanged') this.#change(event);
    else if (this.#replacedBy === undefined) this.#follow(event);
  }

  result(): GoalEvents {
    return {
      revisions: this.#revisions,
      latest: this.#latest,
      verdictSeqs: this.#verdictSeqs,
      turns: this.#turns.result(),
      ...defined({ waits: this.#waits, stalledBecause: this.#stalledBecause }),
      ...(this.#stalledBecause === undefined || this.#stalledSeq === undefined
        ? {}
        : { stalledSeq: this.#stalledSeq }),
      asks: this.#question === undefined ? false : (this.#question.about ?? 'question'),
      ...defined({ question: this.#question }),
      modelSwitches: this.#modelSwitches,
      ...defined({ replacedBy: this.#replacedBy, replacedSeq: this.#replacedSeq }),
    };
  }

  #change({ seq, atMs, turn, change, actor, goal }: EventOf<'goalChanged'>): void {
    if (goal.goalId !== this.#goalId) {
      this.#replacedBy ??= goal.goalId;
      this.#replacedSeq ??= seq;
      return;
    }
    const { revision, status, statusReason, resumeAtMs } = goal;
    const kept = { revision, status, statusReason, ...defined({ resumeAtMs }) };
    const changed = { seq, atMs, turn, change, actor, goal: kept };
    if (change === 'set' || change === 'edit') this.#revisions.push(changed);
    if (this.#latest?.goal.status !== status || status === 'active') this.#latest = changed;
    if (OF_A_VERDICT.includes(change)) this.#verdictSeqs = [...this.#verdictSeqs, seq].slice(-MAX_VERDICTS);
    // A person's act lifts what held the thread back.
    if (actor === 'user') this.#stalledBecause = undefined;
  }

  #follow(event: JournalEvent): void {
    switch (event.type) {
      case 'turnStarted':
      case 'eventArrived':
        this.#stalledBecause = undefined;
        break;
      case 'goalStalled':
        this.#stalledBecause = event.reason;
        this.#stalledSeq = event.blockedSeq;
        break;
      case 'waitStarted':
        this.#waits = {
          untilMs: event.untilMs,
          ...defined({ event: event.event }),
        };
        break;
      case 'waitEnded':
        this.#waits = undefined;
        break;
      case 'inputRequested':
        this.#question = event;
        break;
      case 'inputAnswered':
      case 'inputWithdrawn':
      case 'inputExpired':
        this.#question = undefined;
        break;
      case 'modelSwitched': {
        const { count, latest } = this.#modelSwitches;
        this.#modelSwitches = { count: count + 1, latest: [...latest, event].slice(-MAX_SWITCHES) };
        break;
      }
      default:
        break;
    }
  }
}
