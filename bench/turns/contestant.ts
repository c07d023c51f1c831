/** One of the loops that are compared. */

export const CONTESTANT_NAMES = ['goalkeeper', 'bare', 'plain'] as const;

export type ContestantName = (typeof CONTESTANT_NAMES)[number];

/** What Temporal keeps of a thread, over all runs of its workflow. */
export interface History {
  readonly events: number;
  readonly bytes: number;
}

export interface Contestant {
  readonly name: ContestantName;
  /** Begins a fresh thread, which turns until it is stopped. */
  startThread(): Promise<RunningThread>;
}

export interface RunningThread {
  /**
   * Lets the thread make that many turns, and returns how long each took once it is about to begin the next
   * one.
   */
  turn(turns: number): Promise<readonly number[]>;
  /** Absent where there is no Temporal. */
  history?(): Promise<History>;
  stop(): Promise<void>;
}
