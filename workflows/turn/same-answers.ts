/**
 * The breaker of loops whose arguments vary: reply after reply the calls of one tool are answered alike, and
 * the workspace is as it was. The model is told so, and then its turn ends. Pure; answers are known by their
 * digests alone.
 */
import { defined } from '../../objects/defined.ts';

/** The model is told from this reply on; honest search finds something within as many. */
const TOLD_FROM_REPLY = 10;
/** The turn ends with this reply, as one without progress. */
const LAST_REPLY = 20;

export interface SameAnswers {
  readonly answer: string;
  /** How many replies in a row; calls side by side in one reply are one look. */
  readonly replies: number;
  /** Where the last of them stands. */
  readonly replySeq: number;
  /** The workspace's digest meanwhile, as far as it was looked at. */
  readonly workspace?: string;
}

/** What the next call would be the latest of, if it is answered so. */
export interface ForeseenAnswer {
  readonly answer: string;
  readonly replies: number;
  /** No further call follows it in this turn. */
  readonly isLast?: true;
}

/** One of the turn's calls: how it was answered, in which reply, and how the workspace looked before it. */
export interface AnsweredCall {
  readonly answer: string | undefined;
  readonly replySeq: number;
  readonly workspace: string | undefined;
}

/** Nothing is known of a call without a digest. */
export function withAnswer(
  known: SameAnswers | undefined,
  { answer, replySeq, workspace }: AnsweredCall,
): SameAnswers | undefined {
  if (answer === undefined) return known;
  const goesOn = known?.answer === answer && isUnchanged(known.workspace, workspace);
  const before = goesOn ? known : undefined;
  const replies = (before?.replies ?? 0) + (before?.replySeq === replySeq ? 0 : 1);
  return { answer, replies, replySeq, ...defined({ workspace: workspace ?? before?.workspace }) };
}

export const isEndless = (known: SameAnswers | undefined): boolean => (known?.replies ?? 0) >= LAST_REPLY;

/** What the model is to be told if the next call is answered as those before it. */
export function foreseenAnswer(
  known: SameAnswers | undefined,
  next: Omit<AnsweredCall, 'answer'>,
): ForeseenAnswer | undefined {
  if (known === undefined) return undefined;
  const { answer, replies } = withAnswer(known, { ...next, answer: known.answer }) ?? known;
  if (replies < TOLD_FROM_REPLY) return undefined;
  return { answer, replies, ...(replies >= LAST_REPLY ? { isLast: true as const } : {}) };
}

const isUnchanged = (before: string | undefined, now: string | undefined): boolean =>
  before === undefined || now === undefined || before === now;
