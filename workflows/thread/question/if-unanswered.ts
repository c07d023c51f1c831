/** What happens, for people, when nobody answers a question in time, by how its goal stands. Pure. */
import type { GoalStatus } from '../../goal/goal.ts';
import type { ThreadMode } from '../state/thread-state.ts';
import { goesOnWith } from './default-answer.ts';

/** How the goal of a question stands; `undefined`: there is none. */
export interface AskedFor {
  readonly status: GoalStatus | undefined;
  readonly mode?: ThreadMode;
}

/** What the question is about, with the default answer that the model named, where it asks itself. */
export interface Unanswered {
  readonly about: 'question' | 'changedTests' | 'contestedCheck';
  readonly defaultAnswer?: string | null | undefined;
}

/** E.g. `the check stands, and the goal stays paused`. */
export function ifUnanswered({ about, defaultAnswer }: Unanswered, asked: AskedFor): string {
  const stays = staysText(asked);
  switch (about) {
    case 'changedTests':
      return `the claim is refused, and ${stays ?? 'the goal goes on'}`;
    case 'contestedCheck':
      return `the check stands, and ${stays ?? 'the goal goes on'}`;
    case 'question': {
      const goesOn = goesOnWith(defaultAnswer);
      return stays === undefined ? goesOn : `${stays}; in its next turn ${goesOn}`;
    }
  }
}

/** Why nothing goes on with the end of a question; `undefined`: it does. */
export function staysText({ status, mode = 'default' }: AskedFor): string | undefined {
  if (status !== undefined && status !== 'active') return `the goal stays ${status}`;
  return mode === 'plan' ? 'the thread stays in plan mode' : undefined;
}
