/**
 * Reads what a report needs from the journal, page by page: never the transcript, and all of it without the
 * workflow.
 */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { BlockerAccount } from '../../journal/bodies/tool-result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { ModelWords } from '../report.ts';
import { CheckHistoryFold } from './check-history.ts';
import { GoalEventFold, type GoalEvents } from './goal-events.ts';
import type { JournalledVerdict } from './journalled-checks.ts';
import { wordsIn } from './journalled-words.ts';
import { type FoundGoal, foundGoal, type Living } from './living.ts';
import { readContested } from './read-contested.ts';
import { readLook } from './read-look.ts';
import { readQuestion } from './read-question.ts';
import { readVerdicts } from './read-verdicts.ts';
import type { CheckHistory, ReportSource, RevisedContract } from './report-source.ts';

/**
 * Reads what the report of a thread's goal needs, the newest without an id; `undefined`: the thread has no
 * such goal. `living` is what the thread has said of itself just before.
 */
export async function readReportSource(
  journal: Journal,
  thread: Pick<ThreadRow, 'threadId' | 'archivedAt'>,
  goalId?: string,
  living?: Living,
): Promise<ReportSource | undefined> {
  const { threadId, archivedAt } = thread;
  const currentId = living === undefined || living === 'noAnswer' ? undefined : living.goal?.goalId;
  const found = foundGoal(await journal.readGoal(threadId, goalId ?? currentId), living);
  if (found === undefined || (goalId !== undefined && found.snapshot.goalId !== goalId)) return undefined;
  const { snapshot, firstSeq, doing, unwritten } = found;
  const [saved, events, checks, claims, iterations, labels] = await Promise.all([
    journal.listContracts(snapshot.goalId),
    readGoalEvents(journal, threadId, snapshot.goalId, { firstSeq, unwritten }),
    readCheckHistory(journal, snapshot.goalId),
    journal.listClaims(snapshot.goalId),
    journal.listIterations(snapshot.goalId),
    journal.readGoalLabels([snapshot.goalId]),
  ]);
  const contracts = thatRuled(saved, events, snapshot.revision);
  const verdicts = await readVerdicts(journal, threadId, { events, checks, contracts });
  const latestVerdict = verdicts.at(-1);
  const latestRuling = verdicts.findLast(({ body }) => body.audit !== undefined);
  const blocker = await readBlocker(journal, threadId, snapshot.blockedSeq ?? events.stalledSeq);
  const looked = await readLook(journal, { ...snapshot, threadId }, { events, latestVerdict });
  const question =
    events.question === undefined
      ? undefined
      : await readQuestion(journal, threadId, events.question, snapshot.status);
  const closingWords = await readClosingWords(journal, threadId, events);
  const { contests } = snapshot;
  const contested = contests === undefined ? undefined : await readContested(journal, threadId, contests);
  return {
    threadId,
    isArchived: archivedAt !== undefined,
    isFromRecordAlone: living === 'noAnswer',
    ...defined({ doing }),
    snapshot,
    labels: labels.get(snapshot.goalId) ?? { metadata: {} },
    contracts,
    events,
    checks,
    refusedAudits: verdicts.filter(isRefusal),
    ...defined({ latestVerdict, latestRuling }),
    ...looked,
    ...defined({ restoration: await readRestoration(journal, snapshot.goalId, contracts) }),
    ...defined({ question }),
    claims,
    iterations,
    ...defined({ blocker, closingWords, contested }),
  };
}

/**
 * The model's account of what stopped it, from the result of that call. */
async function readBlocker(
  journal: Journal,
  threadId: string,
  seq: number | undefined,
): Promise<BlockerAccount | undefined> {
  const item = seq === undefined ? undefined : await journal.readItem(threadId, seq);
  return item && bodyAs(item, 'toolResult')?.blocker;
}

/**
 * What was left to a person is no refusal, however the person has answered: the goal's own events say that.
 */
const isRefusal = ({ body: { purpose, verdict } }: JournalledVerdict): boolean =>
  purpose === 'audit' && !verdict.proven && verdict.awaitsPerson === undefined;

const PAGE = 500;

async function readGoalEvents(
  journal: Journal,
  threadId: string,
  goalId: string,
  { firstSeq, unwritten }: Pick<FoundGoal, 'firstSeq' | 'unwritten'>,
): Promise<GoalEvents> {
  const fold = new GoalEventFold(goalId);
  const written = new Set<number>();
  let afterSeq = firstSeq - 1;
  for (;;) {
    const page = await journal.readEvents(threadId, afterSeq, PAGE);
    for (const item of page) {
      // Verdicts of a baseline are among the events; they are no events of the workflow.
      const event = bodyAs(item, 'event');
      if (event === undefined) continue;
      fold.add(event);
      written.add(event.seq);
    }
    afterSeq = page.at(-1)?.seq ?? afterSeq;
    if (fold.isOver) return fold.result();
    if (page.length < PAGE) break;
  }
  for (const event of unwritten)
    if (event.seq >= firstSeq && !written.has(event.seq) && !fold.isOver) fold.add(event);
  return fold.result();
}

const RUNS_PAGE = 100;

async function readCheckHistory(journal: Journal, goalId: string): Promise<CheckHistory> {
  const fold = new CheckHistoryFold();
  let after: CheckRun | undefined;
  for (;;) {
    const page = await journal.readCheckRuns(goalId, after, RUNS_PAGE);
    for (const run of page) fold.add(run);
    after = page.at(-1);
    if (page.length < RUNS_PAGE) return fold.result();
  }
}

/** A revision is saved before the thread hears of it; one that it refused has never ruled. */
function thatRuled(
  saved: readonly RevisedContract[],
  { revisions }: GoalEvents,
  current: number,
): RevisedContract[] {
  const ruledRevisions = new Set([...revisions.map(({ goal }) => goal.revision), current]);
  return saved.filter(({ revision }) => ruledRevisions.has(revision));
}

async function readRestoration(
  journal: Pick<Journal, 'readSeenState' | 'readRestoration'>,
  goalId: string,
  contracts: readonly RevisedContract[],
): Promise<ReportSource['restoration']> {
  if (contracts.every(({ restored }) => restored === undefined)) return undefined;
  const seen = await journal.readSeenState(goalId, LOOKS);
  const done = await journal.readRestoration(goalId);
  return { ...defined({ seenRevision: seen?.revision }), unmatched: done?.unmatched ?? [] };
}

/** Each of them has put back first what the revision asks for. */
const LOOKS: readonly CheckRun['purpose'][] = ['baseline', 'audit', 'request', 'measure'];

/** The last reply of the goal's last turn that has ended, if it has a text. */
async function readClosingWords(
  journal: Journal,
  threadId: string,
  { turns }: GoalEvents,
): Promise<ModelWords | undefined> {
  const last = turns.shown.findLast(({ ended }) => ended !== undefined);
  if (last?.ended === undefined) return undefined;
  const item = await journal.readLastItem(threadId, 'modelReply', last.ended.seq);
  const text = item?.turn === last.turn ? wordsIn(item) : undefined;
  return text === undefined ? undefined : { turn: last.turn, at: isoTime(last.ended.atMs), text };
}
