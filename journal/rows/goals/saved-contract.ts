/** A contract as it was saved, with what a person accepted along with it. */
import type { Contract } from '../../../workflows/contract/contract.ts';

export interface SavedContract {
  readonly revision: number;
  readonly contract: Contract;
  readonly accepted?: AcceptedState;
  readonly restored?: readonly string[];
}

export interface AcceptedState {
  /** A state that the checks of this goal were seen to run on. */
  readonly stateId: string;
  /** Patterns of what is accepted of it; absent: all. */
  readonly paths?: readonly string[];
  /** Files of a person's were put there; the rest of it was accepted before. */
  readonly isPart?: true;
}

/** Where contracts are kept, revision by revision. */
export interface SavedContracts {
  /**
   * The contract's text by goal and revision; written before the workflow hears of it. `false`: the revision
   * holds another contract, or one with another accepted state or other restored paths, which stays.
   * `accepted`: a person takes this state for what the seals are made of from this revision on. `restored`:
   * patterns of what a person wants put back to it before the checks run on this revision. `madeFrom`: the
   * revision that was the goal's when this one was made.
   */
  saveContract(
    threadId: string,
    goalId: string,
    revision: number,
    contract: Contract,
    accepted?: AcceptedState,
    restored?: readonly string[],
    madeFrom?: number,
  ): Promise<boolean>;
  readContract(goalId: string, revision: number): Promise<Contract | undefined>;
  readAcceptedState(goalId: string, revision: number): Promise<AcceptedState | undefined>;
  readRestoredPaths(goalId: string, revision: number): Promise<string[] | undefined>;
  /**
   * What persons accepted with the revisions that led to this one, and what they have placed meanwhile, in
   * their order; not with one that lost against another change.
   */
  listAcceptances(
    goalId: string,
    revision: number,
  ): Promise<(AcceptedState & { readonly revision: number })[]>;
  /** Every revision that was saved, in order; also one that the thread then did not take. */
  listContracts(goalId: string): Promise<SavedContract[]>;
  /** Whether one was saved for any goal of the thread; that of a goal which was refused is not kept. */
  hasContracts(threadId: string): Promise<boolean>;
}
