/**
 * What becomes of a tool call that wants something of the thread itself (an end, a wait, an answer, a goal),
 * or that the thread's mode forbids. Pure: the model asks, the rules decide.
 */
import { defined } from '../../objects/defined.ts';
import { isJudgedAs } from '../goal/goal.ts';
import { mayBegin } from '../goal/goal-machine.ts';
import type { GoalRef } from '../goal/goal-ref.ts';
import { beginGoal } from '../thread/begin-goal.ts';
import { decideContest } from '../thread/question/contest.ts';
import { inputIdOf, openQuestion } from '../thread/question/open-question.ts';
import type { CallAnswer } from '../thread/state/call-answer.ts';
import { currentGoal } from '../thread/state/current-goal.ts';
import type { ThreadState } from '../thread/state/thread-state.ts';
import { startWait } from '../thread/wait.ts';
import { decideBlocked, refused } from './completion-claim.ts';
import type { Ask, ToolCallRef } from './tool-call-ref.ts';
import type { TurnKind } from './turn-kind.ts';

/** The call and the turn that makes it. */
export interface CallInTurn {
  readonly call: ToolCallRef;
  readonly kind: TurnKind;
  readonly goal?: GoalRef;
  /** Where the call's result will stand in the journal, and where the reply with its arguments stands. */
  readonly seq: number;
  readonly replySeq: number;
  /** An earlier call of the same reply wants an end as well. */
  readonly isSecondEnd?: true;
}

/** Whether the call asks for an end: of the goal, or of the turn (a wait, a question, another goal). */
export const wantsEnd = ({ claim, asks }: ToolCallRef): boolean => claim !== undefined || asks !== undefined;

export type CallDecision =
  /** An ordinary call. `isReadOnly`: with a workspace that it cannot change. */
  | { readonly action: 'run'; readonly isReadOnly?: true }
  /** A claim of completion that may be put to the proof. */
  | { readonly action: 'audit'; readonly goal: GoalRef }
  /** Decided here; `endsTurn`: nothing more happens in this turn. */
  | {
      readonly action: 'answer';
      readonly state: ThreadState;
      readonly ruling: CallAnswer;
      readonly endsTurn: boolean;
    };

const PLANNING =
  'the thread is in plan mode: no file is changed. Look with shell and read_file, plan, and end the turn.';

export function decideCall(state: ThreadState, made: CallInTurn, nowMs: number): CallDecision {
  const { claim, asks, readOnly, isWork, isForbidden, runsInPlan } = made.call;
  if (isForbidden)
    return refuse(
      state,
      "the goal's boundaries do not allow this tool. The contract names those that they do.",
    );
  if (made.isSecondEnd)
    return refuse(
      state,
      'an earlier call of this reply asks for an end as well, and the first decides. Read its answer before you ask again.',
    );
  if (claim?.status === 'complete') return decideComplete(state, made.goal);
  if (claim?.status === 'blocked') {
    const ruled = decideBlocked(state, made.goal, claim.blocker, made.seq, nowMs);
    return { action: 'answer', ...ruled, endsTurn: ruled.ruling.granted };
  }
  if (claim?.status === 'contested') {
    const contested = { ref: made.goal, check: claim.check, callSeq: made.seq };
    const { isAsked, ...ruled } = decideContest(state, contested, nowMs);
    return { action: 'answer', ...ruled, endsTurn: isAsked };
  }
  if (asks !== undefined) return decideAsk(state, made, asks, nowMs);
  if (state.mode !== 'plan' || !isWork || readOnly) return { action: 'run' };
  return runsInPlan ? { action: 'run', isReadOnly: true } : refuse(state, PLANNING);
}

function decideComplete(state: ThreadState, ref: GoalRef | undefined): CallDecision {
  const goal = currentGoal(state, ref);
  if (goal?.status !== 'active' || ref === undefined)
    return refuse(state, 'there is no active goal to complete.');
  if (!isJudgedAs(goal, ref.revision))
    return refuse(state, 'the contract was edited while you wrote this. Read it anew before you claim.');
  return { action: 'audit', goal: { goalId: goal.goalId, revision: goal.revision } };
}

function decideAsk(state: ThreadState, made: CallInTurn, ask: Ask, nowMs: number): CallDecision {
  switch (ask.for) {
    case 'wait': {
      if (currentGoal(state, made.goal)?.status !== 'active')
        return refuse(state, 'only an active goal goes on after a wait. End the turn instead.');
      const untilMs = nowMs + ask.seconds * 1000;
      const wait = { untilMs, ...defined({ event: ask.event }), callId: made.call.callId };
      const started = startWait(state, wait, nowMs);
      return started.isOver
        ? grant(started.state, `Event ${ask.event} has come already. Go on.`, false)
        : grant(
            started.state,
            `The thread waits until ${new Date(untilMs).toISOString()} at the latest.`,
            true,
          );
    }
    case 'input': {
      if (state.inputs.length > 0 || state.request !== undefined)
        return refuse(state, 'a message of the user is waiting to be read. End the turn to read it.');
      const inputId = inputIdOf(made.call.callId);
      const { seq, replySeq } = made;
      const { withinSeconds } = ask;
      const isLimited = withinSeconds !== undefined && currentGoal(state, made.goal) !== undefined;
      const untilMs = isLimited ? nowMs + withinSeconds * 1000 : undefined;
      const question = { inputId, seq, replySeq, ...defined({ deadlineMs: untilMs }) };
      return grant(openQuestion(state, question, nowMs), questionStands(untilMs), true);
    }
    case 'goal': {
      if (made.kind !== 'user' || state.mode === 'plan')
        return refuse(state, 'a goal is set only when the user asks for one in this turn.');
      if (!mayBegin(state.goal?.status, 'model', false))
        return refuse(
          state,
          `the thread has an unfinished goal (${state.goal?.status}). Only the user replaces it.`,
        );
      const begun = beginGoal(state, ask.goal, 'model', nowMs);
      return grant(begun, `The goal is set: ${ask.goal.goalId}. Its checks run now, then it goes on.`, true);
    }
  }
}

const questionStands = (untilMs: number | undefined): string =>
  untilMs === undefined
    ? 'The question stands. The answer comes as the next message.'
    : `The question stands until ${new Date(untilMs).toISOString()}. The answer comes as the next message; without one you go on with your default answer.`;

const refuse = (state: ThreadState, text: string): CallDecision => ({
  action: 'answer',
  ...refused(state, text),
  endsTurn: false,
});

const grant = (state: ThreadState, text: string, endsTurn: boolean): CallDecision => ({
  action: 'answer',
  state,
  ruling: { granted: true, text },
  endsTurn,
});
