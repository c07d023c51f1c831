import type { GoalRef } from '../goal/goal-ref.ts';
import type { TurnReport } from './after-turn.ts';

/** What a turn is for, and what it did so far. */
export interface Turn extends Omit<TurnReport, 'failure'> {
  /** The goal has the revision that the last request showed. */
  goal?: GoalRef;
  readonly beganWith?: GoalRef;
  tokens: number;
  toolCalls: number;
  workingCalls: number;
  digest?: string;
  isDirty: boolean;
  isNearer: boolean;
  hasYielded: boolean;
  isCut?: boolean;
}
