/**
 * Gathers what a thread's next request would be made of, from the same record and by the same rules as the
 * worker.
 */

import type { LedgerText } from '../../context/closing/ledger-lines.ts';
import { TREND_RUNS } from '../../context/closing/metric-trend.ts';
import { type ClosingSources, readClosing } from '../../context/closing/read-closing.ts';
import { readTranscript } from '../../context/transcript/read-transcript.ts';
import { Transcript } from '../../context/transcript/transcript.ts';
import { knownBody } from '../../journal/bodies/read-body.ts';
import type { Item, Journal } from '../../journal/journal.ts';
import type { Input } from '../../journal/rows/input.ts';
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readView } from '../lookup/read-view.ts';
import { isQueued } from '../messages/is-queued.ts';
import type { NextRequest } from './context-reply.ts';
import { type NextTurn, nextTurn, recordedTurn } from './next-turn.ts';

/** Positions are 32-bit integers in the journal. */
const END = 2 ** 31 - 1;
const PAGE_INPUTS = 200;

/**
 * `isStale`: no worker answers, so that only what the journal knows is in it. Nothing is written, and no
 * model called.
 */
export async function readContext(
  dependencies: ServerDependencies,
  thread: ThreadRow,
): Promise<NextRequest & { readonly isStale: boolean }> {
  const { journal } = dependencies;
  const { threadId } = thread;
  const view = await readView(dependencies, thread);
  const turn = view === undefined ? await turnOnRecord(journal, threadId) : nextTurn(view, Date.now());
  const [transcript, closing, last] = await Promise.all([
    transcriptFor(journal, turn),
    readClosing(closingSources(journal), turn),
    journal.readLastItem(threadId, 'modelReply', END),
  ]);
  return {
    turn,
    transcript,
    ...defined({ closing }),
    ...(last === undefined ? {} : { lastReply: { ...knownBody(last, 'modelReply'), seq: last.seq } }),
    isStale: view === undefined,
  };
}

async function turnOnRecord(journal: Journal, threadId: string): Promise<NextTurn> {
  const [latest] = await journal.listGoals(threadId);
  const [lastRun] = latest === undefined ? [] : await journal.readLastCheckRuns(latest.snapshot.goalId, 1);
  return recordedTurn(threadId, latest, lastRun?.seq, Date.now());
}

/** The transcript has the messages that the request would deliver. */
async function transcriptFor(journal: Journal, { threadId, takes }: NextTurn): Promise<Transcript> {
  const transcript = new Transcript();
  await readTranscript(journal, threadId, transcript, END);
  const queued = await queuedInputs(journal, threadId);
  const taken = queued.filter(({ delivery }) => takes === 'all' || delivery === 'steer');
  transcript.add(taken.map((input, index) => deliveredItem(input, transcript.lastSeq + 1 + index)));
  return transcript;
}

async function queuedInputs(journal: Journal, threadId: string): Promise<Input[]> {
  const queued: Input[] = [];
  for (let after = 0; ; ) {
    const page = await journal.listInputs(threadId, after, PAGE_INPUTS);
    queued.push(...page.filter(isQueued));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_INPUTS) return queued;
    after = last.position;
  }
}

const deliveredItem = ({ content, answers, createdAt }: Input, seq: number): Item => ({
  seq,
  turn: 0,
  kind: 'userMessage',
  createdAt,
  body: JSON.stringify({ content, ...defined({ answers }) }),
});

/** Claims as they were last found: only a worker can look at the files that they cite. */
const closingSources = (journal: Journal): ClosingSources => ({
  async contract({ goalId, revision }) {
    const contract = await journal.readContract(goalId, revision);
    if (contract === undefined) throw new Error(`the contract of ${goalId} is not in the journal`);
    return contract;
  },
  item: (threadId, seq) => journal.readItem(threadId, seq),
  measuredRuns: (goalId) => journal.readLastCheckRuns(goalId, TREND_RUNS),
  async ledger({ goal: { goalId } }): Promise<LedgerText | undefined> {
    const [claims, iterations] = await Promise.all([
      journal.listClaims(goalId),
      journal.listIterations(goalId),
    ]);
    return claims.length + iterations.length === 0 ? undefined : { claims, iterations };
  },
});
