/**
 * Reads the question that a goal waits with: the model's from its tool call, one about a claim from the run
 * of the checks.
 */
import { z } from 'zod';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item, Journal } from '../../journal/journal.ts';
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import { CLAIM_ANSWERS, claimQuestionText } from '../../workflows/thread/question/claim-question.ts';
import { CONTEST_ANSWERS } from '../../workflows/thread/question/contest.ts';
import { ifUnanswered } from '../../workflows/thread/question/if-unanswered.ts';
import type { OpenQuestion } from '../outcome-report.ts';
import type { AskedQuestion } from './goal-events.ts';
import { verdictIn } from './journalled-checks.ts';

const asked = z.object({
  question: z.string(),
  options: z.array(z.string()).nullish(),
  defaultAnswer: z.string().nullish(),
});

/**
 * The question has no words when the journal does not hold what it should: that something is asked is known
 * all the same.
 */
export async function readQuestion(
  journal: Pick<Journal, 'readItem' | 'readLastItem'>,
  threadId: string,
  question: AskedQuestion,
  status: GoalStatus,
): Promise<OpenQuestion> {
  const { inputId, about = 'question', atMs, deadlineMs, checksSeq, seq } = question;
  const words: Words | undefined = isAboutCheck(question)
    ? { question: `Does the check "${question.check}" stand as it is?`, options: [...CONTEST_ANSWERS] }
    : checksSeq === undefined
      ? modelQuestion(await journal.readLastItem(threadId, 'modelReply', seq), inputId)
      : claimQuestion(await journal.readItem(threadId, checksSeq), about);
  return {
    inputId,
    about,
    question: words?.question ?? null,
    options: words?.options ?? [],
    askedAt: isoTime(atMs),
    ...(deadlineMs === undefined ? {} : { until: isoTime(deadlineMs) }),
    ...(deadlineMs === undefined && about === 'question'
      ? {}
      : { ifUnanswered: ifUnanswered({ about, defaultAnswer: words?.defaultAnswer }, { status }) }),
  };
}

const isAboutCheck = (question: AskedQuestion): question is AskedQuestion & { readonly check: string } =>
  question.about === 'contestedCheck' && question.check !== undefined;

type Words = Pick<OpenQuestion, 'question' | 'options'> & { readonly defaultAnswer?: string };

/** The id ends in the number of the call among those of its reply. */
function modelQuestion(item: Item | undefined, inputId: string): Words | undefined {
  if (item === undefined) return undefined;
  const output = bodyAs(item, 'modelReply')?.output ?? [];
  const calls = output.filter((part) => part.type === 'function_call');
  const call = calls[Number(inputId.slice(inputId.lastIndexOf('-') + 1))];
  const found = asked.safeParse(jsonOf(call?.arguments)).data;
  if (found === undefined) return undefined;
  const { question, options, defaultAnswer } = found;
  return { question, options: options ?? [], ...(defaultAnswer ? { defaultAnswer } : {}) };
}

function claimQuestion(item: Item | undefined, about: string): Words | undefined {
  const awaits = item === undefined ? undefined : verdictIn(item)?.body.verdict.awaitsPerson;
  if (awaits === undefined || about !== 'changedTests') return undefined;
  const { paths, pathCount = paths.length, failedAsAccepted } = awaits;
  return {
    question: claimQuestionText({ paths, pathCount }, failedAsAccepted),
    options: [...CLAIM_ANSWERS],
  };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
