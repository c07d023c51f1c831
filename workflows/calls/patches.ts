/**
 * Names of changes to what the workflow does, for `patched`: a thread that was under way when the change came
 * goes on as it began. They never change.
 */
export const PATCH = {
  /** A claim that is proven while the goal is paused ends the turn, and resuming completes the goal. */
  heldClaims: 'held-claims',
  /** What a person has accepted while the goal was paused takes effect before a message has its turn. */
  acceptedFirst: 'accepted-first',
  /** A claim that waits lapses when somebody has the checks run and one fails. */
  failingLooks: 'failing-looks',
  /** A verdict counts although the budget was lowered below what is spent while its checks ran. */
  verdictsOutliveBudget: 'verdicts-outlive-budget',
  /** The record tells when a claim that was held lapses since a turn began. */
  toldLapses: 'told-lapses',
  /** A turn that does no work is told so once; only the second in a row stalls the goal. */
  toldOnce: 'told-once',
  /** The record holds the reason of a stop also where it changed no goal. */
  toldReasons: 'told-reasons',
  /** Checks and an auditor whose verdict an edit has made void are stopped. */
  voidChecks: 'void-checks',
  /** Several refusals by twins block the goal, however many others its policy lets pass. */
  twinRefusals: 'twin-refusals',
  /** A signal with a field that no command has is refused: a misspelt condition is none. */
  knownFields: 'known-fields',
  /** A turn ends whose calls, with whatever arguments, are answered alike without end. */
  sameAnswers: 'same-answers',
  /** The checks run behind a turn that went round and round and changed the workspace. */
  looksAfterRounds: 'looks-after-rounds',
} as const;
