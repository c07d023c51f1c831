/**
 * What a turn is for, and what it did so far. The functions here return the turn as it is afterwards. Pure.
 */
import { defined } from '../../objects/defined.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { TurnReport } from './after-turn.ts';
import { isStuck, withCall } from './repetition.ts';
import type { ToolCallRef } from './tool-call-ref.ts';
import type { TurnKind } from './turn-kind.ts';

export interface Turn extends Omit<TurnReport, 'failure'> {
  readonly beganWith?: GoalRef;
  /** Digests of its last calls, oldest first. */
  readonly callDigests: readonly string[];
}

/** `goal`: for which the turn works; absent for an ordinary turn. */
export const newTurn = (kind: TurnKind, goal: GoalRef | undefined): Turn => ({
  kind,
  ...defined({ goal, beganWith: goal }),
  ...{ tokens: 0, toolCalls: 0, workingCalls: 0, callDigests: [] },
  ...{ workspaceMayHaveChanged: false, isNearer: false, hasYielded: false },
});

/** A request showed the goal in this revision: what its reply claims is about that one. */
export const showing = (turn: Turn, goal: GoalRef): Turn => ({ ...turn, goal });

/** `workspaceDigest`: of the workspace, if it was looked at while the model thought. */
export const afterReply = (turn: Turn, workspaceDigest: string | undefined): Turn =>
  workspaceDigest === undefined ? turn : { ...turn, digest: workspaceDigest, workspaceMayHaveChanged: false };

export const withTokens = (turn: Turn, tokens: number): Turn => ({ ...turn, tokens: turn.tokens + tokens });

/** A call was made; whether it is run is decided after that. */
export const withMadeCall = (turn: Turn): Turn => ({ ...turn, toolCalls: turn.toolCalls + 1 });

/** The call runs. It counts from its start: one that fails may have changed the workspace all the same. */
export const withRunningCall = (turn: Turn, { isWork, readOnly }: ToolCallRef): Turn => ({
  ...turn,
  workingCalls: turn.workingCalls + (isWork ? 1 : 0),
  workspaceMayHaveChanged: turn.workspaceMayHaveChanged || (isWork && !readOnly),
});

/** What an answered call adds. */
export const afterCall = (
  turn: Turn,
  { isNearer = false, hasYielded = false }: { readonly isNearer?: boolean; readonly hasYielded?: boolean },
): Turn => ({
  ...turn,
  isNearer: turn.isNearer || isNearer,
  hasYielded: turn.hasYielded || hasYielded,
});

/** The checks ran for a claim of completion, and said how near the goal is. */
export const afterAudit = (turn: Turn, isNearer: boolean): Turn => ({
  ...afterCall(turn, { isNearer }),
  hasMeasured: true,
});

/** The calls have ended, in their order; one that goes round and round makes the turn one that repeats. */
export function afterBatch(turn: Turn, digests: readonly (string | undefined)[]): Turn {
  const callDigests = digests.reduce(withCall, turn.callDigests);
  return { ...turn, callDigests, ...(isStuck(callDigests) ? { isRepeating: true as const } : {}) };
}

/** It had as many model calls as a turn may have. */
export const cutTurn = (turn: Turn): Turn => ({ ...turn, isCut: true });
