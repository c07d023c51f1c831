/** What was put back to the accepted state before a look, as paths that their bytes spell. */
export interface Restoration {
  /** The look that tells of it has this number. */
  readonly seq: number;
  readonly putBack: readonly string[];
  readonly removed: readonly string[];
  readonly inTheWay: readonly string[];
  /** What lay in a folder that something else has taken the place of. */
  readonly below: readonly string[];
  readonly impossible: readonly string[];
  /** Patterns that cover nothing, accepted or there. */
  readonly unmatched: readonly string[];
  /** Why not all of it was done. */
  readonly failure?: string;
}
