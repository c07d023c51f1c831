/** A contract as it was saved, with what a person accepted along with it. */
import type { Contract } from '../../workflows/contract/contract.ts';

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
