import type { CheckRun } from './check-run.ts';

/** A state of a workspace that the service saw; what it holds is in the state store. */
export interface SeenState {
  readonly threadId: string;
  readonly goalId: string;
  readonly revision: number;
  /** Where what was made of it stands in the record. */
  readonly seq: number;
  /** `proven`: what the checks of a claim that held ran on. `rest`: the thread came to rest with it. */
  readonly purpose: CheckRun['purpose'] | 'proven' | 'rest';
  readonly stateId: string;
}
