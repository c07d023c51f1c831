/**
 * How many turns a goal has had, for people; a turn that only summed up is no turn that the budget pays for.
 * Pure.
 */
import { counted } from '../text/counted.ts';
import type { Usage } from './usage.ts';

export type CountedTurns = Pick<Usage, 'turns' | 'wrapUpTurns'>;

/** Turns that only summed up are left out. */
export const workingTurns = ({ turns, wrapUpTurns = 0 }: CountedTurns): number =>
  Math.max(0, turns - wrapUpTurns);

/** E.g. `3 turns`, `1 of 1 turn and a wrap-up turn`. */
export function turnsText(usage: CountedTurns, limit?: number): string {
  const working = workingTurns(usage);
  const { wrapUpTurns = 0 } = usage;
  const turns =
    limit === undefined
      ? counted(working, 'turn')
      : `${working.toLocaleString('en-US')} of ${counted(limit, 'turn')}`;
  if (wrapUpTurns === 0) return turns;
  return `${turns} and ${wrapUpTurns === 1 ? 'a wrap-up turn' : counted(wrapUpTurns, 'wrap-up turn')}`;
}
