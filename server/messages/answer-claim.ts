/**
 * A person's word on a claim whose checks passed with changed tests, or on a check that the model contests.
 */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { CLAIM_ANSWERS, isClaimQuestion } from '../../workflows/thread/question/claim-question.ts';
import { CONTEST_ANSWERS, isContestQuestion } from '../../workflows/thread/question/contest.ts';
import type { AnswerInput } from '../../workflows/thread/question/open-question.ts';
import type { Outcome } from '../../workflows/thread/state/outcome.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readGoal } from '../goals/read-goal.ts';
import { refusal } from '../goals/refusal.ts';
import type { GoalReply } from '../goals/schema/goal.ts';
import { invalid } from '../http/problem.ts';
import { answered } from '../temporal/answered.ts';

export interface PersonAnswer {
  readonly answer: NonNullable<AnswerInput['answer']>;
  /** The question; absent: whichever is open. */
  readonly inputId?: string | undefined;
  /** The model reads it; it is saved as the message `messageId`. */
  readonly reason?: string | undefined;
  readonly messageId: string;
  readonly requestId: string;
}

/** The one answer to each kind of question that may have words for the model. */
const WITH_REASON: readonly string[] = ['refuse', 'stands'] satisfies PersonAnswer['answer'][];

/** Whether it is a person's ruling that the question takes, and not just words. */
export const wantsRuling = (inputId: string): boolean =>
  isClaimQuestion(inputId) || isContestQuestion(inputId);

/** Fields as they stand in the request. Throws a 400 that names what is wrong with the answer. */
export function rulingAnswer(
  inputId: string,
  answer: string,
  reason: string | undefined,
): Pick<PersonAnswer, 'answer' | 'reason'> {
  const options = isContestQuestion(inputId) ? CONTEST_ANSWERS : CLAIM_ANSWERS;
  const known = options.find((option) => option === answer);
  if (known === undefined)
    throw invalid([{ field: 'answer', message: `must be one of ${options.join(', ')}` }]);
  if (reason !== undefined && !WITH_REASON.includes(known)) {
    const takes = options.filter((option) => WITH_REASON.includes(option)).join(', ');
    throw invalid([{ field: 'reason', message: `goes along with ${takes} only` }]);
  }
  return reason === undefined ? { answer: known } : { answer: known, reason };
}

export interface AnsweredClaim {
  readonly outcome: Outcome;
  readonly goal: GoalReply | null;
}

/** Throws a 409 when no such question is open. */
export async function answerClaim(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  { answer, inputId, reason, messageId, requestId }: PersonAnswer,
): Promise<AnsweredClaim> {
  const { journal, threads } = dependencies;
  const { threadId } = thread;
  const asked = inputId === undefined ? {} : { inputId };
  const said = reason === undefined ? {} : { messageId };
  if (reason !== undefined) {
    const answers = inputId === undefined ? {} : { answers: inputId };
    await journal.saveInput({ inputId: messageId, threadId, content: reason, ...answers });
  }
  const sent = await answered(threads, thread, {
    type: 'answerInput',
    requestId,
    answer,
    ...asked,
    ...said,
  });
  if (sent.state === 'refused') {
    if (reason !== undefined) await journal.refuseInput(threadId, messageId);
    throw await refusal(dependencies, thread, sent.reason);
  }
  return { outcome: sent.outcome, goal: (await readGoal(dependencies, thread)) ?? null };
}
