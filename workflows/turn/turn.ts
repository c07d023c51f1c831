/**
 * What a turn is for, and what it did so far. The functions here return the turn as it is afterwards. Pure.
 */
import { defined } from '../../objects/defined.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import type { TurnReport } from './after-turn.ts';
import { isStuck, withCall } from './repetition.ts';
import { isEndless, type SameAnswers, withAnswer } from './same-answers.ts';
import type { ToolCallRef } from './tool-call-ref.ts';
import type { TurnKind } from './turn-kind.ts';

export interface Turn extends Omit<TurnReport, 'failure'> {
  readonly beganWith?: GoalRef;
  /** Digests of its last calls, oldest first. */
  readonly callDigests: readonly string[];
  /** How often in a row its calls were answered alike. */
  readonly sameAnswers?: SameAnswers;
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

/** How a call ended, in digests: of itself with its result, and of how it was answered. */
export interface EndedDigests {
  readonly digest?: string | undefined;
  readonly answerDigest?: string | undefined;
}

/** The calls of that reply have ended, in their order; those that go round make a turn that repeats. */
export function afterBatch(turn: Turn, ended: readonly EndedDigests[], replySeq: number): Turn {
  const callDigests = ended.reduce((known, { digest }) => withCall(known, digest), turn.callDigests);
  const sameAnswers = ended.reduce(
    (known, { answerDigest: answer }) => withAnswer(known, { answer, replySeq, workspace: turn.digest }),
    turn.sameAnswers,
  );
  return {
    ...{ ...turn, callDigests, ...defined({ sameAnswers }) },
    ...(isStuck(callDigests) ? { isRepeating: true as const } : {}),
  };
}

/** Its calls vary without end, and are answered alike. */
export const hasEndlessAnswers = ({ sameAnswers }: Turn): boolean => isEndless(sameAnswers);

/** A turn that is ended for that. */
export const repeatingTurn = (turn: Turn): Turn => ({ ...turn, isRepeating: true });

/** It had as many model calls as a turn may have. */
export const cutTurn = (turn: Turn): Turn => ({ ...turn, isCut: true });
