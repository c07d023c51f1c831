/** What became of a request: remembered by request id, so that a repeated request gets the first answer. */
import type { GoalStatus } from '../../goal/goal.ts';

export type RefusalReason =
  | 'noGoal'
  | 'goalUnfinished'
  | 'illegalTransition'
  | 'budgetExhausted'
  | 'staleRevision'
  | 'badPayload'
  | 'unknownSignal'
  | 'queueFull'
  /** It is not queued: a turn has read it, or reads it now. */
  | 'messageTaken'
  /** There is nothing to wake: the thread does not wait, and nothing holds it back. */
  | 'notWaiting'
  /** The question was answered or withdrawn before. */
  | 'noOpenRequest'
  /** The question takes other answers only. */
  | 'badAnswer'
  /** The thread is archived, or about to be. */
  | 'archived';

export interface Outcome {
  readonly applied: boolean;
  readonly reason?: RefusalReason;
  /** The goal right after the request was handled. */
  readonly goalId?: string;
  readonly revision?: number;
  readonly status?: GoalStatus;
  /** Nothing waits for the event of this `wake`: it is kept for a later wait, and nothing else follows. */
  readonly isKept?: true;
  /**
   * A `check` has it once the checks have run: where their results stand in the journal, or why there are
   * none.
   */
  readonly checksSeq?: number;
  readonly checksFailure?: string;
}

export interface LoggedOutcome {
  readonly requestId: string;
  readonly outcome: Outcome;
}

const MAX_OUTCOMES = 200;

export const findOutcome = (log: readonly LoggedOutcome[], requestId: string): Outcome | undefined =>
  log.find((entry) => entry.requestId === requestId)?.outcome;

/** Appends, and forgets the oldest beyond 200. */
export const logOutcome = (
  log: readonly LoggedOutcome[],
  requestId: string,
  outcome: Outcome,
): LoggedOutcome[] => [...log, { requestId, outcome }].slice(-MAX_OUTCOMES);

/** Adds to the outcomes of requests what became known later; one that is forgotten stays so. */
export const answerOutcomes = (
  log: readonly LoggedOutcome[],
  requestIds: readonly string[],
  answer: Pick<Outcome, 'checksSeq' | 'checksFailure'>,
): LoggedOutcome[] =>
  log.map((entry) =>
    requestIds.includes(entry.requestId) ? { ...entry, outcome: { ...entry.outcome, ...answer } } : entry,
  );
