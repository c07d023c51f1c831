/** The question that a person has to answer: asked by the model, answered, or withdrawn. Pure. */
import type { ClaimEnd } from '../../goal/claim-end.ts';
import { goalRefOf } from '../../goal/goal-ref.ts';
import { type ModelQuestion, type Question, record, type ThreadState } from '../state/thread-state.ts';
import {
  answerClaimQuestion,
  CLAIM_ANSWERS,
  type ClaimAnswer,
  expireClaimQuestion,
} from './claim-question.ts';
import {
  answerContest,
  CONTEST_ANSWERS,
  type ContestAnswer,
  expireContest,
  withdrawContest,
} from './contest.ts';
import { lapseClaim } from './settle-claim.ts';

export interface AnswerInput {
  readonly type: 'answerInput';
  readonly requestId: string;
  /** The question; absent: whichever is open about a claim. */
  readonly inputId?: string;
  /** The answer, saved as a message. To a question about a claim: words of the person for the model. */
  readonly messageId?: string;
  /**
   * What a person says of a claim, or of a check that is contested; a question of the model takes no notice
   * of it.
   */
  readonly answer?: ClaimAnswer | ContestAnswer;
}

/** The id of the question that a tool call asks. */
export const inputIdOf = (callId: string): string => `${INPUT_PREFIX}${callId}`;
const INPUT_PREFIX = 'input_';

/** The turn ends with it; nothing else starts until it is closed. */
export function openQuestion(
  state: ThreadState,
  request: Omit<ModelQuestion, 'askedAtMs' | 'kind'>,
  nowMs: number,
): ThreadState {
  const asked = { ...state, request: { ...request, askedAtMs: nowMs } };
  const { inputId, deadlineMs } = request;
  const until = deadlineMs === undefined ? {} : { deadlineMs };
  const goal = state.goal?.status === 'active' ? { goal: goalRefOf(state.goal) } : {};
  return record(asked, { type: 'inputRequested', inputId, ...goal, ...until }, nowMs);
}

/**
 * An answer to the model becomes the next message that it reads; one about its claim, or about a check, rules
 * on that.
 */
export function answerQuestion(
  state: ThreadState,
  { messageId, answer }: Pick<AnswerInput, 'messageId' | 'answer'>,
  nowMs: number,
): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  if (request.kind === 'changedTests') {
    const word = CLAIM_ANSWERS.find((known) => known === answer);
    return word === undefined ? state : answerClaimQuestion(state, request, word, messageId, nowMs);
  }
  if (request.kind === 'contestedCheck') {
    const word = CONTEST_ANSWERS.find((known) => known === answer);
    return word === undefined ? state : answerContest(state, request, word, messageId, nowMs);
  }
  if (messageId === undefined) return state;
  const answered = { ...rest, inputs: [...state.inputs, { inputId: messageId }] };
  return record(answered, { type: 'inputAnswered', inputId: request.inputId, messageId }, nowMs);
}

/**
 * Takes an open question back, so that something else may go on; without one, nothing changes. A claim that
 * it was about lapses with it.
 */
export function withdrawQuestion(
  state: ThreadState,
  reason: string,
  nowMs: number,
  because?: ClaimEnd['because'],
): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  return record(
    withoutSubject(rest, request, nowMs, because),
    { type: 'inputWithdrawn', inputId: request.inputId, reason },
    nowMs,
  );
}

/** What the question was about is decided by nobody any more. */
function withoutSubject(
  state: ThreadState,
  request: Question,
  nowMs: number,
  because: ClaimEnd['because'],
): ThreadState {
  switch (request.kind) {
    case 'changedTests':
      return lapseClaim(state, request.goal.goalId, request.checksSeq, because);
    case 'contestedCheck':
      return withdrawContest(state, request, nowMs);
    default:
      return state;
  }
}

/** The time for an answer is over. */
export function expireQuestion(state: ThreadState, nowMs: number): ThreadState {
  switch (state.request?.kind) {
    case 'contestedCheck':
      return expireContest(state, state.request, nowMs);
    case 'changedTests':
      return expireClaimQuestion(state, nowMs);
    default:
      return expireModelQuestion(state, nowMs);
  }
}

/** The model is told so in its next turn, with its default answer, which stands in its call. */
function expireModelQuestion(state: ThreadState, nowMs: number): ThreadState {
  const { request, ...rest } = state;
  if (request === undefined) return state;
  const { inputId } = request;
  const told = { ...rest, unansweredCall: inputId.slice(INPUT_PREFIX.length), changes: state.changes + 1 };
  return record(told, { type: 'inputExpired', inputId }, nowMs);
}
