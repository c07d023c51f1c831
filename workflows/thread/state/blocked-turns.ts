import type { ThreadState } from './thread-state.ts';

/**
 * Counts in how many turns running, up to the one before `turn` or up to that one, the same blocker was
 * named.
 */
export function blockedTurns({ continuation: { blocker } }: ThreadState, turn: number): number | undefined {
  return blocker === undefined || blocker.lastTurn < turn - 1 ? undefined : blocker.turns;
}
