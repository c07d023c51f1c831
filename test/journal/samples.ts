/** Rows that the journal's tests write; each test changes only what it is about. */

import type { NewItem } from '../../journal/journal.ts';
import type { CheckRun } from '../../journal/rows/goals/check-run.ts';
import { NO_USAGE } from '../../workflows/budget/usage.ts';
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract/contract.ts';
import type { GoalSnapshot } from '../../workflows/goal/goal.ts';
import type { JournalEvent } from '../../workflows/thread/state/journal-event.ts';

/** What breaks careless storage: quotes, NUL, a lone surrogate, text beyond the BMP. */
export const AWKWARD_TEXT = 'quotes " \\ {null} NUL \0 lone \ud800 pair \u{1f600} é';

/** Small and large bodies in turn, so that a database's log spans pages and writes. */
export const bodyFor = (seq: number): string => JSON.stringify(`${seq} `.repeat(seq % 3 === 0 ? 2_000 : 1));

export const contractFor = (objective: string): Contract => ({
  objective,
  verification: { checks: [], protectedPaths: [] },
  constraints: { checks: [], text: [] },
  boundaries: { text: [] },
  budget: {},
  policy: DEFAULT_POLICY,
});

export const reply = (seq: number, body = `{"text":"${seq}"}`): NewItem => ({
  seq,
  turn: 1,
  kind: 'modelReply',
  body,
});

export const turnStarted = (seq: number): JournalEvent => ({
  seq,
  atMs: 1_000 + seq,
  turn: 1,
  type: 'turnStarted',
  kind: 'user',
  cause: 0,
});

export const goalChanged = (seq: number, changes: Partial<GoalSnapshot> = {}): JournalEvent => ({
  seq,
  atMs: 1_000 + seq,
  turn: 1,
  type: 'goalChanged',
  change: 'test',
  actor: 'user',
  goal: {
    goalId: 'g1',
    revision: 1,
    status: 'active',
    statusReason: `seq ${seq}`,
    usage: NO_USAGE,
    setAtMs: 1_000,
    updatedAtMs: 1_000 + seq,
    refusedAudits: 0,
    checks: [],
    ...changes,
  },
});

export const checkRun = (changes: Partial<CheckRun> = {}): CheckRun => ({
  runId: 'r1',
  threadId: 't1',
  goalId: 'g1',
  revision: 1,
  seq: 1,
  purpose: 'audit',
  name: 'tests',
  role: 'verification',
  command: 'npm test',
  passed: true,
  exitCode: 0,
  metric: 0.1,
  durationMs: 12,
  outputSha256: '00',
  outputTail: AWKWARD_TEXT,
  workspaceDigest: 'd',
  reason: null,
  ranAt: new Date(1_700_000_000_123),
  ...changes,
});
