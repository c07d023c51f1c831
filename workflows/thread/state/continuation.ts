import type { Stretch } from './stretch.ts';

/** Why automatic turns are held back, and the counters behind that. A person's act resets all of it. */
export interface Continuation {
  /** Set: the goal is stalled, for this reason, until a person acts. */
  readonly suppressedBecause?: string;
  readonly failingTurns: number;
  /** Automatic turns in a row in which nothing came nearer to the goal. */
  readonly idleTurns: number;
  /** Claims of completion that were refused in a row. */
  readonly refusedAudits: number;
  /** Those of them, also not in a row, that twins refused; absent: none. */
  readonly twinRefusals?: number;
  /** No automatic turn before this time, because of `heldBackBy`. */
  readonly notBeforeMs: number;
  readonly heldBackBy?: string;
  /** States of the workspace seen lately, oldest first: going back to one of them is no progress. */
  readonly seenDigests: readonly string[];
  readonly blocker?: RepeatedBlocker;
  /** Absent: the last automatic turn brought something nearer, or the goal's policy does not ask. */
  readonly stretch?: Stretch;
  /** The last automatic turn did no work, and the next one is told so. */
  readonly isTold?: true;
}

/** The obstacle that the model named last. */
export interface RepeatedBlocker {
  readonly name: string;
  /** So many turns running have named it. */
  readonly turns: number;
  readonly lastTurn: number;
  /**
   * Where the model's account of it (needed, attempted) stands in the journal; absent in states of older
   * releases.
   */
  readonly callSeq?: number;
  /** It took the place of another one: naming new obstacles is no reason to go on. */
  readonly switched: boolean;
}

export const FRESH_CONTINUATION: Continuation = {
  failingTurns: 0,
  idleTurns: 0,
  refusedAudits: 0,
  notBeforeMs: 0,
  seenDigests: [],
};

/** A person has acted: counters start afresh; what the workspace looked like is still known. */
export const refreshed = ({ seenDigests }: Continuation): Continuation => ({
  ...FRESH_CONTINUATION,
  seenDigests,
});

const MAX_SEEN_DIGESTS = 12;

/** Remembers a state of the workspace; the oldest are forgotten. */
export function sawDigest(continuation: Continuation, digest: string): Continuation {
  if (continuation.seenDigests.includes(digest)) return continuation;
  return {
    ...continuation,
    seenDigests: [...continuation.seenDigests, digest].slice(-MAX_SEEN_DIGESTS),
  };
}
