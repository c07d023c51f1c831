/** Which commands the design's table allows in which state; the shapes that the reference keeps. */
import type { UserCommand } from './commands.ts';

type Status = 'active' | 'paused' | 'blocked' | 'budgetLimited' | 'complete';

export interface ReferenceGoal {
  readonly number: number;
  status: Status;
  revision: number;
  /** The first revision that judges a claim as the present one does. */
  judgedSince: number;
  /** Names the revision in which a person ruled that the check stands. */
  stoodIn?: number;
  turnsUsed: number;
  /** Those of them that only summed up. */
  wrapUps: number;
  turnBudget: number;
  hasWrappedUp: boolean;
  hasBaseline: boolean;
  isFinishable: boolean;
}

export interface ReferenceTurn {
  readonly kind: 'user' | 'continuation' | 'wrapUp';
  /** The goal that it works for. */
  goal?: number;
  /** The revision that the open call shows. */
  revision?: number;
  hasWorked: boolean;
  /** Only closing words are wanted. */
  isClosing: boolean;
}

export interface ReferenceFacts {
  readonly status: Status | undefined;
  /** Nothing is left of the budget. */
  readonly isSpent: boolean;
  readonly isWaiting: boolean;
  readonly isStalled: boolean;
  readonly hasRequest: boolean;
  /** It is about the check. */
  readonly isContest: boolean;
}

export function isAllowed(command: UserCommand, facts: ReferenceFacts): boolean {
  const { status } = facts;
  switch (command.type) {
    case 'set':
      return status === undefined || status === 'complete' || command.replace;
    case 'edit':
    case 'lower':
    case 'raise':
      return status !== undefined && status !== 'complete';
    case 'pause':
      return status === 'active' || status === 'paused' || status === 'budgetLimited';
    case 'resume':
      return status !== undefined && status !== 'complete' && !facts.isSpent;
    case 'clear':
      return status !== undefined;
    case 'wake':
      return facts.isWaiting || facts.isStalled;
    case 'answer':
      return facts.hasRequest && !facts.isContest;
    case 'stands':
      return facts.hasRequest && facts.isContest;
    default:
      return true;
  }
}
