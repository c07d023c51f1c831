/**
 * The question about a claim that nothing refuses but for one thing: tests, or the configuration of their
 * runner, were changed since the start, and decide whether the checks pass. Only a person can say whether
 * that was meant. Pure.
 */
import { defined } from '../../../objects/defined.ts';
import { omit } from '../../../objects/omit.ts';
import { DEFAULT_POLICY } from '../../contract/contract.ts';
import { type FailedAsAccepted, failedAsAcceptedText } from '../../evidence/failed-as-accepted.ts';
import type { ClaimEnd } from '../../goal/claim-end.ts';
import { type Goal, isJudgedAs } from '../../goal/goal.ts';
import type { ClaimQuestion } from '../../goal/open-claim.ts';
import { cutToLine } from '../../text/cut-text.ts';
import { changeGoal, record, type ThreadState } from '../state/thread-state.ts';
import { byWhom, completeClaim, refuseClaim, withHeldWords } from './settle-claim.ts';

export const CLAIM_ANSWERS = ['accept', 'refuse'] as const;

export type ClaimAnswer = (typeof CLAIM_ANSWERS)[number];

const PREFIX = 'claim_';

/** Whether an id of a question belongs to one about a claim; the model's own have other ids. */
export const isClaimQuestion = (inputId: string): boolean => inputId.startsWith(PREFIX);

/** They travel in the state and in texts for people; the journal has all of them. */
const MAX_PATHS = 3;
const MAX_PATH_CHARACTERS = 80;

/** Opens it on the audited goal. It neither completes the goal nor counts as a refusal. */
export function askAboutClaim(
  state: ThreadState,
  goal: Goal,
  claim: {
    readonly paths: readonly string[];
    readonly pathCount?: number;
    readonly checksSeq: number;
    readonly auditSeq?: number | undefined;
  },
  nowMs: number,
): ThreadState {
  const { paths, pathCount = paths.length, checksSeq, auditSeq } = claim;
  // A goal that an older release has set does not know the rule.
  const { answerWithinSeconds } = { ...DEFAULT_POLICY, ...goal.policy };
  const ref = { goalId: goal.goalId, revision: goal.revision };
  const request: ClaimQuestion = {
    kind: 'changedTests',
    inputId: `${PREFIX}${checksSeq}`,
    goal: ref,
    checksSeq,
    ...defined({ auditSeq }),
    paths: paths.slice(0, MAX_PATHS).map((path) => cutToLine(path, MAX_PATH_CHARACTERS)),
    pathCount,
    askedAtMs: nowMs,
    deadlineMs: nowMs + answerWithinSeconds * 1000,
  };
  const { inputId, deadlineMs } = request;
  const about = { about: 'changedTests' as const, goal: ref, checksSeq, deadlineMs };
  return record({ ...state, goal, request }, { type: 'inputRequested', inputId, ...about }, nowMs);
}

/** E.g. `test/a.py, test/b.py and 3 more`. */
export function changedFilesText({ paths, pathCount }: Pick<ClaimQuestion, 'paths' | 'pathCount'>): string {
  const more = pathCount - paths.length;
  return more > 0 ? `${paths.join(', ')} and ${more} more` : paths.join(', ');
}

/** `failed`: an addition is a change since the accepted text does not pass. */
export const claimQuestionText = (
  question: Pick<ClaimQuestion, 'paths' | 'pathCount'>,
  failed: FailedAsAccepted | undefined,
): string =>
  [
    questionText(question),
    ...(failed === undefined ? [] : [failedAsAcceptedText(failed)]),
    'Is that change right?',
  ].join(' ');

/** What a person is asked, in one sentence. */
export const questionText = (question: Pick<ClaimQuestion, 'paths' | 'pathCount'>): string =>
  `The checks passed, and ${changedFilesText(question)} ${question.pathCount === 1 ? 'was' : 'were'} changed since the start: that ` +
  'decides whether they pass.';

/** `messageId`: words of the person, which the model reads as the next message. */
export function answerClaimQuestion(
  state: ThreadState,
  question: ClaimQuestion,
  answer: ClaimAnswer,
  messageId: string | undefined,
  nowMs: number,
): ThreadState {
  const rest = omit(state, 'request');
  const message = messageId === undefined ? {} : { messageId };
  const event = { type: 'inputAnswered' as const, inputId: question.inputId, answer, ...message };
  const heard =
    messageId === undefined ? rest : { ...rest, inputs: [...rest.inputs, { inputId: messageId }] };
  const answered = record(heard, event, nowMs);
  return answer === 'accept'
    ? accept(answered, question, nowMs)
    : refuse(answered, question, 'notAccepted', nowMs);
}

/** The time for an answer is over. */
export function expireClaimQuestion(state: ThreadState, nowMs: number): ThreadState {
  const { request, ...rest } = state;
  if (request?.kind !== 'changedTests') return state;
  const expired = record(rest, { type: 'inputExpired', inputId: request.inputId }, nowMs);
  return refuse(expired, request, 'unanswered', nowMs);
}

/** Completes an active goal at once; one that is paused stays so, and completes when it is resumed. */
function accept(state: ThreadState, question: ClaimQuestion, nowMs: number): ThreadState {
  const goal = askedGoal(state, question);
  if (goal === undefined) return state;
  const completed = completeAnswered(state, goal, question, nowMs);
  if (completed !== undefined) return completed;
  const said = withHeldWords(goal, `a person accepted the change of ${changedFilesText(question)}`);
  const acceptedGoal = { ...said, acceptedClaim: question };
  return changeGoal(state, acceptedGoal, 'claimAccepted', 'user', nowMs);
}

/** `undefined`: the goal is not active. */
export function completeAnswered(
  state: ThreadState,
  goal: Goal,
  question: ClaimQuestion,
  nowMs: number,
): ThreadState | undefined {
  const reason = `proven ${byWhom(goal)}; a person accepted the change of ${changedFilesText(question)}`;
  return completeClaim(state, goal, { kind: 'acceptedByUser' }, reason, 'user', nowMs);
}

function refuse(
  state: ThreadState,
  question: ClaimQuestion,
  how: Exclude<ClaimEnd['how'], 'lapsed'>,
  nowMs: number,
): ThreadState {
  const goal = askedGoal(state, question);
  if (goal === undefined) return state;
  const files = changedFilesText(question);
  const reason =
    how === 'notAccepted'
      ? `a person did not accept the change of ${files}`
      : `nobody accepted the change of ${files} in time`;
  const { checksSeq, auditSeq = checksSeq } = question;
  const endedGoal = { ...goal, claimEnd: { how, checksSeq }, refusedSeq: auditSeq };
  return refuseClaim(state, endedGoal, reason, how === 'notAccepted' ? 'user' : 'system', nowMs);
}

/** The goal that the question is about, if what it was claimed by is still the same. */
const askedGoal = ({ goal }: ThreadState, { goal: ref }: ClaimQuestion): Goal | undefined =>
  goal?.goalId === ref.goalId && isJudgedAs(goal, ref.revision) ? goal : undefined;
