/** What the twins of one check came to, as it travels through the workflow. Shapes only. */

/** What twins showed of a check: whether it can fail on this very work. */
export interface TwinSummary {
  readonly check: string;
  /**
   * `canFail`: it failed where an expectation was changed, and passed where the change meant the same.
   * `cannotFail`: it passed whatever was expected. `recognised`: it failed on a change that means the same.
   * `notShown`: there was no twin to run, see `reason`.
   */
  readonly standing: 'canFail' | 'cannotFail' | 'recognised' | 'notShown';
  /** How many impossible twins count; one expectation may be changed in several ways. */
  readonly tried: number;
  /** How many of them passed. */
  readonly survived: number;
  readonly reason?: string;
  /** Tests that the check reads and does not run, so that no twin of them was counted. */
  readonly idle?: readonly string[];
  /** Words by which the check's command leaves cases out, where these may be what stands in the way. */
  readonly leavesOut?: readonly string[];
  /** Cases that failed without the work; they run, but nothing that they expect was changed. */
  readonly unchanged?: readonly string[];
  /** The process that prints its figure runs the work as well, or may: the work could print another one. */
  readonly printedByWork?: true;
  /** How many expectations there were, where too few were tried for the time that the check takes. */
  readonly available?: number;
}
