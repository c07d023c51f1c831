/** What the report says would help, by what stopped the goal. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Journal } from '../../../../journal/journal.ts';
import { defined } from '../../../../objects/defined.ts';
import { omit } from '../../../../objects/omit.ts';
import { buildReport } from '../../../../report/build/build-report.ts';
import type { Unlock } from '../../../../report/report.ts';
import { readReportSource } from '../../../../report/source/read-report-source.ts';
import type { StatusCause } from '../../../../workflows/goal/status-cause.ts';
import { openTestJournal } from '../../../support/journal/test-journal.ts';
import { PlayedGoal } from '../../played-goal.ts';
import { at, begin, contract, firstTurns, green } from '../../story-parts.ts';

let journal: Journal;

beforeAll(async () => {
  journal = await openTestJournal();
});
afterAll(() => journal.close());

async function unlockOf({ threadId, goalId, nowMs }: PlayedGoal): Promise<Unlock> {
  const source = await readReportSource(journal, { threadId }, goalId);
  if (source === undefined) throw new Error(`${goalId} is not in the journal`);
  return buildReport(source, nowMs).unlock;
}

/** A goal one of whose claims was refused, as the builds before causes recorded it when `cause` is absent. */
async function blockedAfterRefusal(
  id: string,
  statusReason: string,
  cause?: StatusCause,
): Promise<PlayedGoal> {
  const played = await begin(journal, id);
  await firstTurns(played);
  if (cause === undefined) {
    const older = omit(played.goal, 'statusCause');
    played.goal = older;
  }
  const block = () =>
    played.change('blocked', 'system', {
      status: 'blocked',
      statusReason,
      ...defined({ statusCause: cause }),
    });
  const claim = () => played.runChecks({ purpose: 'audit', runs: [at(131.2), green] });
  if (cause?.kind === 'claimsRefused')
    await played.playTurn({ during: () => claim().then(block), words: 'I had hoped for less.' });
  else {
    await played.playTurn({ during: claim, words: 'I had hoped for less.' });
    await played.playTurn({ failure: statusReason });
    await block();
  }
  return played;
}

const PROXY = '401 the credentials were refused by the proxy';
const REPAIR = 'Repair it (often: the key, address or name of the model).';

describe('unlock of a blocked goal', () => {
  test('a refused request after a refused claim → the key is to be repaired, not the contract', async () => {
    const played = await blockedAfterRefusal('proxy', PROXY, { kind: 'modelRefused' });
    expect(await unlockOf(played)).toMatchObject({
      what: `The cause of the failure: ${PROXY}.`,
      steps: [REPAIR, 'Resume the goal: POST …/goal/resume.'],
    });
  });

  test('a claim that twins refused → what the owner can do comes first; with the policy edited, no more', async () => {
    const twin = { check: 'p95', standing: 'cannotFail' as const, tried: 6, survived: 6 };
    const played = await begin(journal, 'twins');
    await played.playTurn({
      during: () =>
        played.runChecks({
          ...{ purpose: 'audit', runs: [at(90), green], refusingTwin: 'p95' },
          twins: [{ ...twin, leavesOut: ['-k leap'] }],
        }),
      words: 'I am done.',
    });
    expect((await unlockOf(played)).steps).toEqual([
      expect.stringMatching(/name whole files instead of cases \(-k leap\)/),
      expect.stringMatching(/"off" for policy\.twins/),
    ]);
    await played.edit({ policy: { ...contract.policy, twins: 'off' } });
    expect((await unlockOf(played)).steps).toEqual([]);
  });

  test('a budget that is reached → the free check first; once that passes, the claim that is missing', async () => {
    const played = await begin(journal, 'spent', { budget: { turns: 2 } });
    await firstTurns(played);
    await played.change('budgetReached', 'system', {
      status: 'budgetLimited',
      statusReason: 'budget reached, turns: 2 of 2',
      statusCause: { kind: 'budgetReached' },
    });
    expect((await unlockOf(played)).steps[0]).toContain(
      'at no cost whether the work passes by now: POST …/goal/check',
    );
    await played.runChecks({ purpose: 'request', runs: [at(90), green] });
    expect((await unlockOf(played)).steps).toEqual([
      expect.stringMatching(
        /^What is missing is a claim of the model, which takes one more turn: all checks passed when they last ran \(item \d+\)\.$/,
      ),
      expect.stringContaining('Raise budget.turns'),
    ]);
  });

  test('a budget that is reached, and a passing run that would refuse a claim → the free check, not the claim', async () => {
    const played = await begin(journal, 'spent-refused', { budget: { turns: 2 } });
    await firstTurns(played);
    await played.runChecks({
      ...{ purpose: 'request', runs: [at(90), green], changedProtectedPaths: ['bench/run.mjs'] },
    });
    await played.change('budgetReached', 'system', {
      status: 'budgetLimited',
      statusReason: 'budget reached, turns: 2 of 2',
      statusCause: { kind: 'budgetReached' },
    });
    expect((await unlockOf(played)).steps[0]).toContain('POST …/goal/check');
  });

  test('stalled although all checks passed → the claim that is missing is named', async () => {
    const played = await begin(journal, 'stalled-passing');
    await firstTurns(played);
    await played.runChecks({ purpose: 'request', runs: [at(90), green] });
    await played.event({ type: 'goalStalled', reason: 'no tool call' });
    const { what, steps } = await unlockOf(played);
    expect(what).toMatch(/no turn starts by itself, because no tool call/);
    expect(steps[0]).toMatch(
      /^What is missing is a claim of the model: all checks passed when they last ran \(item \d+\)\.$/,
    );
  });

  test('a reason that is a sentence → one full stop; one that names its remedy → no other one', async () => {
    const sentence = await blockedAfterRefusal('stop', 'Ask the owner.', { kind: 'modelRefused' });
    expect((await unlockOf(sentence)).what).toBe('The cause of the failure: Ask the owner.');
    const cut = '3 replies in a row were cut at the limit of their length: set smaller steps in the goal';
    const { steps } = await unlockOf(
      await blockedAfterRefusal('cut', cut, { kind: 'turnsFailing', turns: 3, failureOf: 'cutReplies' }),
    );
    expect(steps[0]).toMatch(/^Do what it says/);
  });

  test('the same on record without a cause → the same, since its turn failed', async () => {
    const played = await blockedAfterRefusal('older_proxy', PROXY);
    expect(await unlockOf(played)).toMatchObject({ steps: [REPAIR, expect.any(String)] });
  });

  test('refused claims on record without a cause → another way to the finish line', async () => {
    const played = await begin(journal, 'older_claims');
    await firstTurns(played);
    const older = omit(played.goal, 'statusCause');
    played.goal = older;
    await played.playTurn({
      during: async () => {
        await played.runChecks({ purpose: 'audit', runs: [at(131.2), green] });
        await played.change('blocked', 'system', { status: 'blocked', statusReason: 'of an older release' });
      },
      words: 'I had hoped for less.',
    });
    expect((await unlockOf(played)).what).toBe(
      'Another way to the finish line, or another finish line: of an older release.',
    );
  });

  test.each<[StatusCause['kind'] & ('modelWithoutPrice' | 'workspaceUnavailable'), RegExp]>([
    ['modelWithoutPrice', /MODEL_PRICES/],
    ['workspaceUnavailable', /directory/],
  ])('%s → its own remedy', async (kind, remedy) => {
    const played = await begin(journal, `of_${kind}`);
    await played.change('blocked', 'system', {
      status: 'blocked',
      statusReason: 'so',
      statusCause: { kind },
    });
    expect((await unlockOf(played)).steps[0]).toMatch(remedy);
  });
});

describe('unlock of a goal that was taken off', () => {
  test.each([
    ['replaced', 'lunch', 'Nothing: another goal has taken its place (goal_next_replaced).'],
    [
      'clear',
      'replaced by lunch',
      'Nothing: a cleared goal does not go on. Its work is still in the workspace.',
    ],
  ])(
    '%s, on record without a cause, because "%s" → by the change, whatever the words',
    async (change, words, what) => {
      const played = await begin(journal, `off_${change}`);
      const older = omit(played.goal, 'statusCause');
      played.goal = older;
      await played.change(change, 'user', { status: 'cleared', statusReason: words });
      const ids = { threadId: played.threadId, goalId: `goal_next_${change}`, after: played };
      await PlayedGoal.set(journal, contract, ids);
      expect((await unlockOf(played)).what).toBe(what);
    },
  );
});

describe('unlock of a goal with an open question', () => {
  /** Its checks passed, and tests were changed. */
  async function asking(id: string): Promise<PlayedGoal> {
    const played = await begin(journal, id);
    await firstTurns(played);
    const awaitsPerson = { paths: ['test/checkout.test.js'] };
    await played.runChecks({ purpose: 'request', runs: [at(111.9), green], awaitsPerson });
    const about = { about: 'changedTests' as const, checksSeq: played.seq };
    const deadlineMs = played.nowMs + 86_400_000;
    await played.event({ type: 'inputRequested', inputId: 'claim_9', ...about, deadlineMs });
    return played;
  }
  const ANSWER = 'Read the change (GET the goal) and accept or refuse it (POST …/inputs/claim_9).';

  test('active → the question alone', async () => {
    expect((await unlockOf(await asking('asks'))).steps).toEqual([ANSWER]);
  });

  test('paused meanwhile → to be answered, and the goal resumed', async () => {
    const played = await asking('asks_paused');
    const status = { status: 'paused', statusReason: 'paused by the user' } as const;
    await played.change('pause', 'user', { ...status, statusCause: { kind: 'pausedByUser' } });
    const { what, steps } = await unlockOf(played);
    expect(what).toMatch(/goes on when it is resumed\. A question is open as well\. A person's word/);
    expect(steps).toEqual([ANSWER, 'Resume the goal: POST …/goal/resume.']);
  });

  test('cleared meanwhile → nothing to answer', async () => {
    const played = await asking('asks_cleared');
    const status = { status: 'cleared', statusReason: 'cleared by the user' } as const;
    await played.change('clear', 'user', { ...status, statusCause: { kind: 'clearedByUser' } });
    expect((await unlockOf(played)).what).not.toContain('question');
  });
});
