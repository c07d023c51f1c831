/** Where a run of the checks is; goes along with its heartbeats. */
export interface ChecksProgress {
  readonly check: string;
  /** Which of how many runs. */
  readonly run?: number;
  readonly runs?: number;
  /** The check runs with one of its expectations changed. */
  readonly isTwin?: true;
  /**
   * Why a check that has passed runs once more: to see whether it does so each time (`again`), without the
   * work as well (`withoutWork`), or where nothing can be put beside what is sealed (`heldStill`).
   */
  readonly why?: 'again' | 'withoutWork' | 'heldStill';
  readonly sinceMs: number;
  /** When its command is stopped. */
  readonly untilMs: number;
}
