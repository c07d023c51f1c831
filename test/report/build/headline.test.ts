/** The first lines of a report: each result is told as of the run that it is of. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../../journal/journal.ts';
import { buildReport } from '../../../report/build/build-report.ts';
import { markdownReport } from '../../../report/markdown/markdown.ts';
import type { Report } from '../../../report/report.ts';
import { readReportSource } from '../../../report/source/read-report-source.ts';
import { openTestJournal } from '../../support/journal/test-journal.ts';
import type { PlayedGoal } from '../played-goal.ts';
import { at, audit, begin, contract, firstTurns, green, red, slow } from '../story-parts.ts';

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

/** A person accepts what a look has shown, of it `paths`, and the checks run on it. */
async function accept(played: PlayedGoal, paths: readonly string[] | undefined): Promise<void> {
  const { threadId, goalId, contract } = played;
  const revision = played.goal.revision + 1;
  const accepted = { stateId: 'state_of_the_look', ...(paths === undefined ? {} : { paths }) };
  await journal.saveContract(threadId, goalId, revision, contract, accepted, undefined, revision - 1);
  await played.change('edit', 'user', { revision, checks: [] });
}

const FAILED = 'p95 (verification) FAILED: exit 0, measured 180.2, wanted p95_ms < 120';

describe('headline', () => {
  test('a failed baseline, and turns since → the line says that it ran before the first turn', async () => {
    const played = await begin(journal, 'line-baseline');
    await played.playTurn({ during: () => played.toolCall().then(() => undefined) });
    const { headline, unlock, summary } = await reportOf(played);
    const line = `${FAILED}; it ran before the first turn, and not with the work since`;
    expect(headline.notProven).toEqual([line]);
    expect(unlock.failingChecks).toEqual([line]);
    expect(summary).toContain('When the service last ran the checks (before the first turn), 1 of 2 passed');
  });

  test('a failed claim with nothing since → the line is the result alone', async () => {
    const played = await begin(journal, 'line-claim');
    await firstTurns(played);
    const { headline } = await reportOf(played);
    expect(headline.notProven[0]).toMatch(/measured 134.8, wanted p95_ms < 120$/);
  });

  test('a failed baseline, and no turn yet → the line speaks of no work', async () => {
    const { headline, unlock } = await reportOf(await begin(journal, 'line-unstarted'));
    expect(headline.notProven).toContain(`${FAILED}; it ran before the first turn`);
    expect(unlock.failingChecks).toContain(`${FAILED}; it ran before the first turn`);
  });

  test('a failed claim, and tools since → the line says so', async () => {
    const played = await begin(journal, 'line-outdated');
    await firstTurns(played);
    await played.playTurn({ during: () => played.toolCall().then(() => undefined) });
    const { headline } = await reportOf(played);
    expect(headline.notProven[0]).toContain('; it ran in turn 2, and tools have run since');
  });

  test('parts of a state were accepted → no result of before; then the baseline made of them, and its caveat', async () => {
    const played = await begin(journal, 'line-accepted');
    await firstTurns(played);
    await accept(played, ['bench/**']);
    const { checks, headline } = await reportOf(played);
    expect(checks.map(({ baseline, final }) => [baseline, final])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(headline.notProven).toEqual(['p95, correctness: not run yet as the contract stands now']);
    await played.runChecks({ purpose: 'baseline', runs: [at(90), red] });
    const report = await reportOf(played);
    expect(report.checks[0]).toMatchObject({ baseline: { revision: 2, turn: 2, metric: 90 }, final: null });
    expect(report.headline).toMatchObject({
      proven: ['nothing as a whole', 'passed on the accepted state, after turn 2: p95'],
      notProven: [
        expect.stringMatching(
          /^correctness .*; it ran on the accepted state, after turn 2, and not with the work since$/,
        ),
      ],
    });
    expect(report.caveats).toContain(
      'every check that verifies it passed before the work as well, so that they prove nothing of the work',
    );
    const page = markdownReport(report);
    expect(page).toMatch(/- Mind: .*passed before the work as well/);
    expect(page).toContain('| Baseline |');
    expect(page).not.toContain('Before the first turn');
  });

  test('a state was accepted whole, work and all → a check that had failed before it proves something', async () => {
    const played = await begin(journal, 'line-whole');
    await firstTurns(played);
    await accept(played, undefined);
    await played.runChecks({ purpose: 'baseline', runs: [at(90), green] });
    const { caveats, checks } = await reportOf(played);
    expect(checks[0]?.baseline).toMatchObject({ revision: 2, passed: true });
    expect(caveats).toEqual([]);
  });

  test('another check was edited, and the baseline made anew → the last result with the work says when it ran', async () => {
    const played = await begin(journal, 'line-other');
    await firstTurns(played);
    const { constraints } = played.contract;
    const [check] = constraints.checks;
    if (check === undefined) throw new Error('the contract has a constraint');
    await played.edit({ constraints: { ...constraints, checks: [{ ...check, command: 'node --test' }] } });
    await played.runChecks({ purpose: 'baseline', runs: [slow, green] });
    const { headline } = await reportOf(played);
    expect(headline.notProven[0]).toMatch(/134.8.*; it ran in turn 2, and not with the work since$/);
    expect(headline.proven).toContain('passed on the accepted state, after turn 2: correctness');
  });

  test('a file is to be put back → the report says so until a look has done it', async () => {
    const played = await begin(journal, 'line-restore');
    await firstTurns(played);
    const { threadId, goalId, contract } = played;
    await journal.saveContract(threadId, goalId, 2, contract, undefined, ['test/**'], 1);
    await played.change('edit', 'user', { revision: 2 });
    const pending = await reportOf(played);
    expect(pending.pendingRestore).toEqual(['test/**']);
    expect(pending.headline.next).toContain('test/** will be put back when the checks run next.');
    const seen = { threadId, goalId, revision: 2, seq: played.seq + 1, purpose: 'audit' as const };
    await journal.saveSeenState({ ...seen, stateId: 'state_of_the_look' });
    const done = await reportOf(played);
    expect(done).not.toHaveProperty('pendingRestore');
    expect(done.headline.next).not.toContain('put back');
  });
});

describe('headline: what a reader has to know of a goal that is not complete', () => {
  test('a check that refused the last claim was edited since → it is told as of before the edit; another edit → not', async () => {
    const played = await begin(journal, 'line-edited-check');
    await firstTurns(played);
    await played.edit({ objective: 'Bring it below 100 ms' });
    expect((await reportOf(played)).refusedAudits.shown[0]).not.toHaveProperty('editedSince');
    const { verification } = played.contract;
    const [check] = verification.checks;
    if (check === undefined) throw new Error('the contract has a check');
    await played.edit({
      verification: { ...verification, checks: [{ ...check, command: 'node other.js' }] },
    });
    const report = await reportOf(played);
    expect(report.refusedAudits.shown[0]?.editedSince).toEqual(['p95']);
    expect(markdownReport(report)).toContain(
      '- Refused last: a claim in turn 2, by p95 as it was before an edit: p95',
    );
  });

  test('the auditor gave no verdict that can be read → it is said, until it rules', async () => {
    const played = await begin(journal, 'line-unheard', {
      verification: { ...contract.verification, auditor: {} },
    });
    const failure = 'the auditor gave no verdict that can be read: it is no JSON.';
    for (let times = 0; times < 2; times += 1) await played.playTurn({ failure, failureOf: 'auditor' });
    await played.playTurn({ words: 'I am done.' });
    expect((await reportOf(played)).caveats).toContain(
      'a claim was not ruled on, since the auditor could not be heard (2 times, lastly in turn 2): ' +
        'the auditor gave no verdict that can be read: it is no JSON',
    );
    const during = () =>
      played.runChecks({
        purpose: 'audit',
        runs: [at(90), green],
        audit: audit(false),
        refusedBy: 'not shown',
      });
    await played.playTurn({ during });
    expect((await reportOf(played)).caveats.join()).not.toContain('auditor could not be heard');
  });

  test("the model's server counts no tokens → it is said, with the limits that will stop nothing", async () => {
    const played = await begin(journal, 'line-uncounted', { budget: { tokens: 5_000, turns: 9 } });
    await played.playTurn({ inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 });
    expect((await reportOf(played)).caveats).toEqual([
      "the model's server has counted no tokens in 4 model calls, and budget.tokens will stop nothing",
    ]);
  });
});
