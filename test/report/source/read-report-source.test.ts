/** How a report reads the journal of a long thread. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { readReportSource } from '../../../report/source/read-report-source.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import { checkRun } from '../../journal/samples.ts';
import { contractWith } from '../../support/contract/sample-contract.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import { PlayedGoal } from '../played-goal.ts';

let journal: Journal;

beforeAll(async () => {
  journal = await openTestJournal();
});
afterAll(() => journal.close());

const TURNS = 1_500;

test('a long thread → its events page by page, its transcript not at all', async () => {
  const ids = { threadId: 'thr_long', goalId: 'goal_long' };
  const { goal, seq: firstSeq } = await PlayedGoal.set(journal, contractWith(), ids);
  const events: JournalEvent[] = [];
  for (let turn = 1, seq = firstSeq; turn <= TURNS; turn++) {
    const common = { turn, atMs: goal.setAtMs + seq, kind: 'continuation' as const };
    events.push({
      ...common,
      seq: ++seq,
      type: 'turnStarted',
      cause: 0,
      goal: { goalId: 'goal_long', revision: 1 },
    });
    events.push({ ...common, seq: ++seq, type: 'turnEnded', toolCalls: 1, tokens: 7 });
  }
  await journal.append('thr_long', { events });
  const pages: number[] = [];
  const watched: Journal = {
    ...journal,
    readItems: () => Promise.reject(new Error('the transcript was read')),
    async readEvents(...args) {
      const page = await journal.readEvents(...args);
      pages.push(page.length);
      return page;
    },
  };
  const source = await readReportSource(watched, { threadId: 'thr_long' });
  expect(source?.events.turns.sum).toEqual({ turns: TURNS, wrapUps: 0, tokens: 7 * TURNS, toolCalls: TURNS });
  expect(Math.max(...pages)).toBeLessThanOrEqual(500);
});

test('a verdict in a shape that is not known, and an auditor of another release → the report still comes', async () => {
  const played = await PlayedGoal.set(journal, contractWith(), { threadId: 'thr_odd', goalId: 'goal_odd' });
  await played.playTurn({
    during: async () => {
      await played.runChecks({
        purpose: 'audit',
        runs: [{ name: 'tests', passed: false }],
        audit: { requirements: 'all of them' },
        refusedBy: 'it was not proven',
      });
      const seq = await played.item('toolResult', { type: 'checksRan', purpose: 'audit', verdict: 'proven' });
      await journal.saveCheckRuns([checkRun({ runId: 'odd', threadId: 'thr_odd', goalId: 'goal_odd', seq })]);
    },
  });
  const source = await readReportSource(journal, { threadId: 'thr_odd' });
  expect(source?.refusedAudits).toHaveLength(1);
  expect(source?.refusedAudits[0]?.body.audit).toBeUndefined();
});

const ruling = {
  model: 'second-model',
  accepted: false,
  summary: 'Part two is not there.',
  requirements: [
    {
      id: 'R1',
      kind: 'objective',
      text: 'Both parts',
      verdict: 'missing',
      evidence: 'report.md',
      reason: 'no part two',
    },
  ],
};

test.each([
  ['none', []],
  ['one', [{ name: 'tests', passed: true }]],
])(
  'a claim that an auditor refused, checks: %s → one verdict, with the files of the checks and the ruling',
  async (count, runs) => {
    const checks = count === 'none' ? [] : contractWith().verification.checks;
    const contract = contractWith({ verification: { checks, protectedPaths: [], auditor: {} } });
    const ids = { threadId: `thr_auditor_${count}`, goalId: `goal_auditor_${count}` };
    const played = await PlayedGoal.set(journal, contract, ids);
    const changes = { count: 0, files: [] };
    await played.playTurn({
      during: () =>
        played.runChecks({ purpose: 'audit', runs, changes, audit: ruling, refusedBy: 'R1 is missing' }),
    });
    const source = await readReportSource(journal, { threadId: ids.threadId });
    expect(source?.refusedAudits.map(({ body }) => body.verdict.reason)).toEqual(['R1 is missing']);
    expect(source?.latestRuling?.body.audit?.requirements).toMatchObject([{ verdict: 'missing' }]);
    expect(source?.latestVerdict?.body.changes).toEqual(changes);
  },
);

test('a revision that the thread refused → is no part of the contract', async () => {
  const played = await PlayedGoal.set(journal, contractWith(), { threadId: 'thr_edit', goalId: 'goal_edit' });
  await journal.saveContract('thr_edit', 'goal_edit', 3, contractWith({ objective: 'Never ruled' }));
  await played.edit({ objective: 'Ruled' });
  const source = await readReportSource(journal, { threadId: 'thr_edit' });
  expect(source?.contracts.map(({ contract }) => contract.objective)).toEqual(['Make it fast', 'Ruled']);
});
