/** Where a run of the checks is; goes along with its heartbeats. */
export interface ChecksProgress {
  readonly check: string;
  /** Which of how many runs. */
  readonly run?: number;
  readonly runs?: number;
  /** The check runs with one of its expectations changed. */
  readonly isTwin?: true;
  readonly sinceMs: number;
  /** When its command is stopped. */
  readonly untilMs: number;
}
