/** One line of the table of provider faults: what the provider does, and what becomes of the goal. */
import type { Reply } from '../../scripted-model/reply.ts';

export interface FaultRow {
  /** People read it as a title; it is Markdown. */
  readonly name: string;
  /** What the provider answers with; a function, when that depends on the time. */
  readonly reply: Reply | (() => Reply);
  readonly course: Course;
}

export type Course =
  /**
   * The same call is made again until the provider is back; the turn and the goal go on as if nothing had
   * been.
   */
  | Waits
  /**
   * The same call is made again a few times; then the turn has failed, and in the end the goal is blocked.
   */
  | AsksAgain
  /** The goal is blocked at once. */
  | Blocks
  /** The transcript is compacted and the call made once more; refused again, it blocks the goal. */
  | Compacts
  /** The goal is `usageLimited`. */
  | Rests
  /** The reply counts, and the turn goes on with it. */
  | GoesOn;

export interface Waits {
  readonly kind: 'waits';
  /** Least time from one call to the next. */
  readonly leastMs: number;
  /** How long that is, for people, where a number does not say it. */
  readonly words?: string;
  /** The provider does not answer at all: the call is given up after its timeout first. */
  readonly isSilent?: true;
}

export interface AsksAgain {
  readonly kind: 'asksAgain';
  /** The provider counted tokens for the answer: the goal pays for it. */
  readonly isBilled: boolean;
  /** Calls of one turn before it has failed. Default: 4, one second apart. */
  readonly callsPerTurn?: number;
  /** The goal's `statusReason` at the end, without the count of turns. */
  readonly statusReason: string;
}

export interface Blocks {
  readonly kind: 'blocks';
  readonly statusReason: string;
  /** It may be an item of the request: the same is asked once more without the newest reply. */
  readonly isAskedWithoutNewest?: true;
}

export interface Compacts {
  readonly kind: 'compacts';
  /** If the provider refuses the shorter request as well. */
  readonly statusReason: string;
}

export interface Rests {
  readonly kind: 'rests';
  /** Absent: until a person resumes the goal. */
  readonly resetInMs?: number;
  readonly statusReason: string;
}

export interface GoesOn {
  readonly kind: 'goesOn';
  /** What the next request tells the model; absent: nothing, since nothing is amiss. */
  readonly told?: string;
  /** What happens, for people. */
  readonly words: string;
  /** Refused claims that the goal has at the end. Default: none. */
  readonly refusedAudits?: number;
}

export type RowOf<C extends Course> = FaultRow & { readonly course: C };

export const rowsOf = <K extends Course['kind']>(
  rows: readonly FaultRow[],
  kind: K,
): RowOf<Extract<Course, { kind: K }>>[] =>
  rows.filter((row): row is RowOf<Extract<Course, { kind: K }>> => row.course.kind === kind);

export const replyOf = ({ reply }: Pick<FaultRow, 'reply'>): Reply =>
  typeof reply === 'function' ? reply() : reply;
