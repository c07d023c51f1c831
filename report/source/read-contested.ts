/**
 * What was said about the checks that the model has contested: by the model in the call, by the person with
 * the ruling.
 */

import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { ContestAccount } from '../../journal/bodies/tool-result.ts';
import type { Journal } from '../../journal/journal.ts';
import { omit } from '../../objects/omit.ts';
import type { Contest } from '../../workflows/goal/goal.ts';

/** Words that the record does not hold are absent. */
export interface ContestWords extends Partial<Pick<ContestAccount, 'contradiction' | 'evidence'>> {
  /** The person's, with the ruling. */
  readonly reason?: string;
}

export type ReportedContest = Pick<Contest, 'check' | 'turn' | 'ruling'> &
  Pick<ContestWords, 'contradiction' | 'reason'>;

type Records = Pick<Journal, 'readItem' | 'readInput'>;

export async function readContestWords(
  journal: Records,
  threadId: string,
  { callSeq, messageId }: Pick<Contest, 'callSeq' | 'messageId'>,
): Promise<ContestWords> {
  const item = await journal.readItem(threadId, callSeq);
  const account = item && bodyAs(item, 'toolResult')?.contest;
  const said = messageId === undefined ? undefined : await journal.readInput(threadId, messageId);
  return {
    ...(account === undefined ? {} : { contradiction: account.contradiction, evidence: account.evidence }),
    ...(said === undefined ? {} : { reason: said.content }),
  };
}

export const readContested = (
  journal: Records,
  threadId: string,
  contests: readonly Contest[],
): Promise<ReportedContest[]> =>
  Promise.all(
    contests.map(async (contest) => {
      const { check, turn, ruling } = contest;
      const words = omit(await readContestWords(journal, threadId, contest), 'evidence');
      return { check, turn, ruling, ...words };
    }),
  );
