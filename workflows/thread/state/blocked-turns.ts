import type { RepeatedBlocker } from './continuation.ts';
import type { ThreadState } from './thread-state.ts';

/**
 * Counts in how many turns running, up to the one before `turn` or up to that one, the same blocker was
 * named.
 */
export function blockedTurns({ continuation: { blocker } }: ThreadState, turn: number): number | undefined {
  return blocker === undefined || blocker.lastTurn < turn - 1 ? undefined : blocker.turns;
}

/**
 * The obstacle that was named in the last turn, or in the turns since anything was progress; `undefined`:
 * what was named before is overcome.
 */
export function standingBlocker({ continuation, turn }: ThreadState): RepeatedBlocker | undefined {
  const { blocker, idleTurns } = continuation;
  return blocker === undefined || blocker.lastTurn < turn - idleTurns ? undefined : blocker;
}
