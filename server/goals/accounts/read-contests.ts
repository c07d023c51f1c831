/**
 * The checks that the model has contested, with its account of each, which stands in the call that contested
 * it.
 */
import { bodyAs } from '../../../journal/bodies/read-body.ts';
import type { ContestAccount } from '../../../journal/bodies/tool-result.ts';
import type { Journal } from '../../../journal/journal.ts';
import { omit } from '../../../objects/omit.ts';
import { readContestWords } from '../../../report/source/read-contested.ts';
import type { Contest } from '../../../workflows/goal/goal.ts';
import { isoTime } from '../../../workflows/text/iso-time.ts';
import type { ContestReply } from '../schema/question.ts';

/** Empty when the record does not hold it. */
export async function readContestAccount(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  callSeq: number,
): Promise<Partial<Pick<ContestAccount, 'contradiction' | 'evidence'>>> {
  const item = await journal.readItem(threadId, callSeq);
  const account = item && bodyAs(item, 'toolResult')?.contest;
  if (account === undefined) return {};
  const { contradiction, evidence } = account;
  return { contradiction, evidence };
}

/** `undefined` when there are none. */
export async function readContests(
  journal: Pick<Journal, 'readItem' | 'readInput'>,
  threadId: string,
  contests: readonly Contest[] | undefined,
): Promise<ContestReply[] | undefined> {
  return contests && Promise.all(contests.map((contest) => readContest(journal, threadId, contest)));
}

async function readContest(
  journal: Pick<Journal, 'readItem' | 'readInput'>,
  threadId: string,
  contest: Contest,
): Promise<ContestReply> {
  const { atMs, ...ruled } = omit(contest, 'callSeq');
  return { ...ruled, at: isoTime(atMs), ...(await readContestWords(journal, threadId, contest)) };
}
