/** States of a workspace that a goal was seen in. */

import type { CheckRun } from './check-run.ts';
import type { Restoration } from './restoration.ts';

/** A state of a workspace that the service saw; what it holds is in the state store. */
export interface SeenState {
  readonly threadId: string;
  readonly goalId: string;
  readonly revision: number;
  /** Where what was made of it stands in the record. */
  readonly seq: number;
  /**
   * `proven`: what the checks of a claim that held ran on. `inherited`: what of it the seals of later goals
   * stand on. `rest`: the thread came to rest with it.
   */
  readonly purpose: CheckRun['purpose'] | 'proven' | 'inherited' | 'rest';
  readonly stateId: string;
}

/** Where states are kept that a goal began with or was seen in, and what was put back to them. */
export interface SeenStates {
  /** The accepted state when a goal's checks first ran. The first one stays; says which one is kept. */
  keepStartState(start: Pick<SeenState, 'threadId' | 'goalId' | 'stateId'>): Promise<string>;
  readStartState(goalId: string): Promise<string | undefined>;
  /**
   * The last one stays at one place and for one purpose: an attempt that was lost may have seen another one.
   */
  saveSeenState(seen: SeenState): Promise<void>;
  /** The last one that was seen of a goal for one of these purposes. */
  readSeenState(goalId: string, purposes: readonly SeenState['purpose'][]): Promise<SeenState | undefined>;
  hasSeenState(goalId: string, stateId: string): Promise<boolean>;
  /** The last one of a goal takes the place of the one before. */
  saveRestoration(goalId: string, restoration: Restoration): Promise<void>;
  readRestoration(goalId: string): Promise<Restoration | undefined>;
}
