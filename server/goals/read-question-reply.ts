/**
 * The question that a person has to answer: the model's stands in its tool call, one about a claim in the run
 * of the checks.
 */
import { z } from 'zod';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';
import type { ClaimQuestion } from '../../workflows/goal/open-claim.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import { CLAIM_ANSWERS, claimQuestionText } from '../../workflows/thread/question/claim-question.ts';
import { CONTEST_ANSWERS, contestText } from '../../workflows/thread/question/contest.ts';
import { type AskedFor, ifUnanswered } from '../../workflows/thread/question/if-unanswered.ts';
import type { ContestQuestion, ModelQuestion, Question } from '../../workflows/thread/state/thread-state.ts';
import type { ThreadView } from '../../workflows/view/thread-view.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readContestAccount } from './accounts/read-contests.ts';
import type { QuestionReply } from './schema/question.ts';

/** JSON text of the tool's arguments. */
const question = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      question: z.string(),
      options: z.array(z.string()).nullish(),
      defaultAnswer: z.string().nullish(),
    }),
  );

/**
 * Also the changed files and their diff, where it is about a claim; the model's account, where it is about a
 * check.
 */
export function readQuestionReply(
  dependencies: ServerDependencies,
  { threadId, goal, mode }: Pick<ThreadView, 'threadId' | 'goal' | 'mode'>,
  request: Question,
): Promise<QuestionReply> {
  const asked = { status: goal?.status, mode };
  switch (request.kind) {
    case 'changedTests':
      return readClaimQuestion(dependencies, threadId, asked, request);
    case 'contestedCheck':
      return readContestQuestion(dependencies, threadId, asked, request);
    default:
      return readModelQuestion(dependencies, threadId, asked, request);
  }
}

/**
 * The question has no text when the journal does not hold what it should: the question can be answered all
 * the same.
 */
async function readModelQuestion(
  { journal }: ServerDependencies,
  threadId: string,
  goal: AskedFor,
  { inputId, replySeq, askedAtMs, deadlineMs }: ModelQuestion,
): Promise<QuestionReply> {
  const item = await journal.readItem(threadId, replySeq);
  const asked = item === undefined ? undefined : questionIn(item, inputId);
  return {
    kind: 'question' as const,
    inputId,
    question: asked?.question ?? null,
    options: asked?.options ?? [],
    ...(asked?.defaultAnswer ? { defaultAnswer: asked.defaultAnswer } : {}),
    askedAt: isoTime(askedAtMs),
    ...(deadlineMs === undefined
      ? {}
      : {
          until: isoTime(deadlineMs),
          ifUnanswered: ifUnanswered({ about: 'question', defaultAnswer: asked?.defaultAnswer }, goal),
        }),
  };
}

/** The state's own knowledge serves when the journal does not hold what it should. */
async function readClaimQuestion(
  { journal }: ServerDependencies,
  threadId: string,
  goal: AskedFor,
  question: ClaimQuestion,
): Promise<QuestionReply> {
  const { inputId, checksSeq, askedAtMs, deadlineMs } = question;
  const item = await journal.readItem(threadId, checksSeq);
  const found = item && bodyAs(item, 'checks', 'audit');
  return {
    kind: question.kind,
    inputId,
    question: claimQuestionText(question, found?.verdict.awaitsPerson?.failedAsAccepted),
    options: [...CLAIM_ANSWERS],
    askedAt: isoTime(askedAtMs),
    until: isoTime(deadlineMs),
    ifUnanswered: ifUnanswered({ about: question.kind }, goal),
    paths: found?.verdict.awaitsPerson?.paths ?? question.paths,
    ...(found?.personDiff === undefined ? {} : { diff: found.personDiff }),
    checksSeq,
  };
}

/** The account is left out while the call that gives it has not been journalled. */
async function readContestQuestion(
  { journal }: ServerDependencies,
  threadId: string,
  goal: AskedFor,
  question: ContestQuestion,
): Promise<QuestionReply> {
  const { kind, inputId, check, callSeq, askedAtMs, deadlineMs } = question;
  const account = await readContestAccount(journal, threadId, callSeq);
  return {
    kind,
    inputId,
    question: `${contestText(question)} Does it stand as it is?`,
    options: [...CONTEST_ANSWERS],
    askedAt: isoTime(askedAtMs),
    until: isoTime(deadlineMs),
    ifUnanswered: ifUnanswered({ about: kind }, goal),
    check,
    ...account,
  };
}

/** The id ends in the number of the call among those of its reply. */
function questionIn(item: Item, inputId: string): z.output<typeof question> | undefined {
  const calls = bodyAs(item, 'modelReply')?.output.filter((part) => part.type === 'function_call');
  const text = calls?.[Number(inputId.slice(inputId.lastIndexOf('-') + 1))]?.arguments;
  return question.safeParse(text).data;
}
