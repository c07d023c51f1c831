/** The checks that the model has contested, with its account of each, which stands in the call that contested it. */
import { z } from 'zod';
import type { Journal } from '../../journal/journal.ts';
import type { Contest } from '../../workflows/goal/goal.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { ContestReply } from './schema/question.ts';

const contestResult = z.object({
  contest: z.object({
    contradiction: z.string(),
    evidence: z.array(
      z.object({ kind: z.string(), ref: z.string(), isFound: z.boolean(), says: z.string() }),
    ),
  }),
});

/** Empty when the record does not hold it. */
export async function readContestAccount(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  callSeq: number,
): Promise<Partial<z.output<typeof contestResult>['contest']>> {
  const item = await journal.readItem(threadId, callSeq);
  return item === undefined ? {} : (contestResult.safeParse(JSON.parse(item.body)).data?.contest ?? {});
}

/** `undefined` when there are none. */
export async function readContests(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  contests: readonly Contest[] | undefined,
): Promise<ContestReply[] | undefined> {
  return contests && Promise.all(contests.map((contest) => readContest(journal, threadId, contest)));
}

async function readContest(
  journal: Pick<Journal, 'readItem'>,
  threadId: string,
  { callSeq, atMs, ...contest }: Contest,
): Promise<ContestReply> {
  const account = await readContestAccount(journal, threadId, callSeq);
  return { ...contest, at: isoTime(atMs), ...account };
}
