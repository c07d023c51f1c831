/** What the report says at once of work that no check has seen, and of work that no check can accept. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { buildReport } from '../../../report/build/build-report.ts';
import { markdownReport } from '../../../report/markdown/markdown.ts';
import type { Report } from '../../../report/report.ts';
import { readReportSource } from '../../../report/source/read-report-source.ts';
import type { WorkspaceChanges } from '../../../workflows/evidence/workspace-changes.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import type { PlayedGoal } from '../played-goal.ts';
import type { PlayedChecks } from '../played-steps.ts';
import { at, begin, contract, green } from '../story-parts.ts';

let journal: Journal;

beforeAll(async () => {
  journal = await openTestJournal();
});
afterAll(() => journal.close());

async function reportOf({ threadId, goalId, nowMs }: PlayedGoal): Promise<Report> {
  const source = await readReportSource(journal, { threadId }, goalId);
  if (source === undefined) throw new Error(`${goalId} is not in the journal`);
  return buildReport(source, nowMs);
}

const changes: WorkspaceChanges = {
  count: 2,
  files: [
    { path: 'app/__pycache__/slug.pyc', change: 'added', kind: 'other' },
    { path: 'app/slug.py', change: 'modified', kind: 'other' },
  ],
};
const leftOut = ['app/__pycache__', 'app/__pycache__/slug.pyc', 'app/slug.py'];

async function claimed(id: string, more: Partial<PlayedChecks> = {}): Promise<PlayedGoal> {
  const played = await begin(journal, id);
  const during = () =>
    played.runChecks({ purpose: 'audit', runs: [at(134.8), green], changes, leftOut, ...more });
  await played.playTurn({ during, words: 'I am done.' });
  return played;
}

const firstLines = (report: Report): string => markdownReport(report).split('## ', 1)[0] ?? '';

describe('report of work that the contract does not declare', () => {
  test('a claim refused without it → the first lines name it, the changed file before a new one, and the way out', async () => {
    const report = await reportOf(await claimed('left-out'));
    expect(report.headline.leftOut).toEqual(['app/slug.py', 'app/__pycache__/slug.pyc']);
    expect(report.refusedAudits.shown[0]?.leftOut).toEqual(report.headline.leftOut);
    const lines = firstLines(report);
    expect(lines).toMatch(/- Left out of the checks: \*\*app\/slug\.py, app\/.*boundaries\.writePaths/);
    expect(lines).toMatch(/- Next: .*If app\/slug\.py, .* declare them in boundaries\.writePaths: PATCH/);
  });

  test('declared since → nothing is left out any more; the refused claim still says what it lacked', async () => {
    const played = await claimed('left-out-edited');
    await played.edit({ boundaries: { ...contract.boundaries, writePaths: ['src/**', 'app/**'] } });
    const report = await reportOf(played);
    expect(report.headline.leftOut).toEqual([]);
    expect(report.unlock.steps.join()).not.toContain('writePaths');
    expect(report.refusedAudits.shown[0]?.leftOut).toContain('app/slug.py');
  });

  test('proven without it → no first line of its own, and a caveat that names it', async () => {
    const report = await reportOf(await claimed('left-out-proven', { runs: [at(90), green] }));
    expect(report.goal.status).toBe('complete');
    expect(report.headline.leftOut).toEqual([]);
    expect(report.caveats).toContainEqual(
      expect.stringMatching(/^2 changes of the workspace no check has seen, .*: app\/slug\.py, /),
    );
  });
});

test('work that was committed → the branch is nothing to declare, and has a caveat of its own', async () => {
  const branch = '.git/refs/heads/main';
  const commit = {
    changes: { count: 1, files: [{ path: branch, change: 'modified', kind: 'other' }] },
    leftOut: [branch],
  } as const;
  expect((await reportOf(await claimed('committed', commit))).headline.leftOut).toEqual([]);
  const { caveats } = await reportOf(await claimed('committed-proven', { ...commit, runs: [at(90), green] }));
  expect(caveats).toContain(`checks ran without what moved a branch of git, as a commit does: ${branch}`);
  expect(caveats.join()).not.toContain('writePaths');
});

test('work that is protected as well → a caveat, and the edit that mends it is the first step', async () => {
  const played = await claimed('locked', { changedProtectedPaths: ['src/checkout.js'] });
  const { verification } = played.contract;
  await played.edit({ verification: { ...verification, protectedPaths: ['src/**', 'test/**'] } });
  const report = await reportOf(played);
  expect(report.caveats[0]).toMatch(/^src\/\*\* is declared as the work and protected as well/);
  expect(firstLines(report)).toMatch(/- Next: .*Take src\/\\\*\\\*.* out of verification\.protectedPaths/);
});
