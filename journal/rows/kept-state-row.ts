import type { SeenState } from './goals/seen-state.ts';

/**
 * Why a state was kept. `given`: the workspace as a person gave it; `accepted`: what the seals of a goal
 * stand on, also where the goal before it has left that; the others are what the service saw.
 */
export type KeptFor = 'given' | 'accepted' | Exclude<SeenState['purpose'], 'inherited'>;

/** A state of a thread's workspace that is in the store of states. */
export interface KeptStateRow {
  readonly stateId: string;
  readonly keptFor: KeptFor;
  readonly at: Date;
  /** Absent where no goal was meant. */
  readonly goalId?: string;
  /** The goal's own; absent where the state was kept for all of them. */
  readonly revision?: number;
  /** Goes on with the list behind this row. */
  readonly cursor: string;
}

/** The part of the journal that tells of kept states. */
export interface KeptStates {
  /**
   * Every state of the thread's workspace that was kept, the newest first. `undefined`: that is no cursor of
   * this list.
   */
  listKeptStates(threadId: string, limit: number, cursor?: string): Promise<KeptStateRow[] | undefined>;
  /** `undefined`: the thread has no such state, whoever else may have it. */
  findKeptState(threadId: string, stateId: string): Promise<KeptStateRow | undefined>;
  /** The first or the last one that was kept for that; default: the last, of whatever goal. */
  readKeptState(
    threadId: string,
    keptFor: KeptFor,
    which?: { readonly goalId?: string; readonly order?: 'first' | 'last' },
  ): Promise<KeptStateRow | undefined>;
}
