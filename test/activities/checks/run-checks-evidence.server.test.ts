import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { omit } from '../../../objects/omit.ts';
import type { ReadSet } from '../../../workflows/evidence/workspace-changes.ts';
import {
  asBaseline,
  type CheckedGoal,
  type ChecksBench,
  openChecksBench,
  verifying,
} from '../../support/activities/checks-bench.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
});
afterAll(() => bench.close());

/** A baseline, the work, and an audit. */
async function audited(goal: CheckedGoal, work: string) {
  await bench.run(asBaseline(goal.input, 4));
  const done = await goal.inWorkspace(work);
  if (done.exitCode !== 0) throw new Error(done.output);
  return bench.run(goal.input);
}

const runsOf = (goal: CheckedGoal, seq: number) =>
  bench.parts.journal
    .listCheckRuns(goal.input.goal.goalId)
    .then((runs) => runs.filter((run) => run.seq === seq));

async function readsOf(goal: CheckedGoal, seq = goal.input.seq): Promise<ReadSet | undefined> {
  return (await runsOf(goal, seq))[0]?.reads;
}

const PROJECT =
  'mkdir -p src test && echo 1 > src/value && echo "1 2" > test/limits && echo "grep -q 2 src/value && grep -q 2 test/limits" > test/run.sh';

describe('runChecks: what checks read', () => {
  const contract = contractWith({
    verification: { checks: [checkWith({ command: 'bash test/run.sh' })], protectedPaths: ['test/run.sh'] },
    boundaries: { text: [], writePaths: ['src/**'] },
  });

  test('read set → at baseline and at the audit, exact to the file', async () => {
    const goal = await bench.goalWith(contract);
    await goal.inWorkspace(PROJECT);
    expect(await audited(goal, 'echo 2 > src/value')).toMatchObject({ proven: true });
    expect(await readsOf(goal, 4)).toMatchObject({
      known: true,
      files: ['src/value', 'test/run.sh'],
      changed: [],
    });
    expect(await readsOf(goal)).toEqual({
      known: true,
      count: 3,
      files: ['src/value', 'test/limits', 'test/run.sh'],
      changed: ['src/value'],
      undeclared: [],
      unprotected: ['test/limits'],
    });
  });

  test('a baseline in the middle of a goal, since its contract was edited → runs without the work; the claim is proven by it', async () => {
    const goal = await bench.goalWith(contract);
    await goal.inWorkspace(`${PROJECT}; echo 2 > test/limits`);
    await bench.run(asBaseline(goal.input, 3));
    const { proven, passedBefore } = await audited(goal, 'true');
    expect([proven, passedBefore]).toEqual([false, undefined]);
    const other = await bench.goalWith(contract);
    await other.inWorkspace(`${PROJECT}; echo 2 > test/limits`);
    await bench.run(asBaseline(other.input, 3));
    await other.inWorkspace('echo 2 > src/value');
    const second = await audited(other, 'true');
    expect((await runsOf(other, 4)).map(({ passed, isWithoutWork }) => [passed, isWithoutWork])).toEqual([
      [false, true],
    ]);
    expect([second.proven, second.passedBefore]).toEqual([true, undefined]);
  });

  test('changed file that nobody declared → as accepted in the copy, named as left out; the check rules without it', async () => {
    const goal = await bench.goalWith(contract);
    await goal.inWorkspace(PROJECT);
    const { proven, undeclaredReads } = await audited(goal, 'echo 2 > src/value; echo 2 > test/limits');
    expect([proven, undeclaredReads]).toEqual([true, undefined]);
    const item = await bench.parts.journal.readItem(goal.input.threadId, goal.input.seq);
    expect(JSON.parse(item?.body ?? '').leftOut).toEqual(['test/limits']);
  });

  test.each([
    ['a file', 'test -e done', 'touch done'],
    ['an empty folder', 'test -d done', 'mkdir done'],
    ['a mode', 'test -x test/limits', 'chmod +x test/limits'],
    ['a time', 'test test/limits -nt test/run.sh', 'touch -d 2090-01-01 test/limits'],
    ['the time of a folder', 'test test -nt src', 'touch -d 2090-01-01 test'],
  ])('undeclared presence: %s → decides nothing', async (_, command, work) => {
    const { boundaries } = contract;
    const goal = await bench.goalWith({ ...verifying({ command }), boundaries });
    await goal.inWorkspace(
      `${PROJECT}; touch -d 2001-01-01 test/limits test; touch -d 2002-01-01 src test/run.sh`,
    );
    expect(await audited(goal, work)).toMatchObject({ proven: false, outcomes: [{ passed: false }] });
  });

  test.each([
    ['report', { proven: true, undeclaredReads: ['src/value', 'test/limits'] }],
    ['ask', { proven: false, awaitsPerson: { paths: ['test/limits'] } }],
  ] as const)(
    'no declared work, a test that was there is changed and read, policy %s',
    async (policy, found) => {
      const open = omit(contract, 'boundaries');
      const goal = await bench.goalWith({
        ...open,
        boundaries: { text: [] },
        policy: { ...contract.policy, undeclaredReads: policy },
      });
      await goal.inWorkspace(PROJECT);
      expect(await audited(goal, 'echo 2 > src/value; echo 2 > test/limits')).toMatchObject(found);
      const item = await bench.parts.journal.readItem(goal.input.threadId, goal.input.seq);
      const { personDiff } = JSON.parse(item?.body ?? '');
      if (policy === 'ask') expect(personDiff).toMatch(/^test\/limits\n[\s\S]*-1 2\n\+2\n/);
      else expect(personDiff).toBeUndefined();
    },
  );

  test('a reader that asks for no access time → refused, so that it shows as a reader', async () => {
    const command = `python3 -c "import os; os.open('src/value', os.O_RDONLY | os.O_NOATIME)" || cat src/value`;
    const goal = await bench.goalWith(verifying({ command }));
    await goal.inWorkspace(PROJECT);
    await bench.run(goal.input);
    expect((await runsOf(goal, 5))[0]?.outputTail).toMatch(/Operation not permitted/);
    expect(await readsOf(goal)).toMatchObject({ known: true, files: ['src/value'] });
  });
});

describe('runChecks: sealed files', () => {
  test('protected files changed, removed, planted → checks run with the sealed ones, and completion is refused', async () => {
    const goal = await bench.goalWith(
      contractWith({
        verification: {
          checks: [checkWith({ command: 'bash test/run.sh; ls -A; cat test/limits', runs: 2 })],
          protectedPaths: ['test', '**/conftest.py', '.npmrc', 'link'],
        },
      }),
    );
    await goal.inWorkspace(`${PROJECT}; ln -s test/run.sh link`);
    const verdict = await audited(
      goal,
      'echo "exit 0" > test/run.sh; rm test/limits link; touch src/conftest.py .npmrc; echo /etc > link; echo x > keep',
    );
    expect(verdict).toMatchObject({
      proven: false,
      changedProtectedPaths: ['.npmrc', 'link', 'src/conftest.py', 'test/limits', 'test/run.sh'],
    });
    const [run] = await runsOf(goal, 5);
    expect(run?.outputTail).toBe('keep\nlink\nsrc\ntest\n1 2\n');
  });

  test('protected folder replaced by a link out of the workspace → the sealed folder stands in the copy', async () => {
    const goal = await bench.goalWith(
      contractWith({
        verification: { checks: [checkWith({ command: 'cat test/limits' })], protectedPaths: ['test'] },
      }),
    );
    await goal.inWorkspace(PROJECT);
    await audited(goal, 'rm -r test; ln -s /etc test');
    expect((await runsOf(goal, 5))[0]).toMatchObject({ passed: true, outputTail: '1 2\n' });
  });
});

describe('runChecks: a check that turned from failing to passing', () => {
  test.each([
    ['presence of a file', 'test -f done', 'touch done'],
    ['absence of a file', 'test ! -e src/value', 'rm src/value'],
    ['mode of a file', 'test -x src/value', 'chmod +x src/value'],
    ['number of files', 'test $(ls src | wc -l) = 3', 'touch src/b src/c'],
    ['presence of an empty folder', 'test -d src/made', 'mkdir src/made'],
    ['presence of a folder with a file', 'test -d src/made', 'mkdir src/made && touch src/made/x'],
    ['absence of a folder', 'test ! -d src', 'rm -r src'],
    ['mode of a folder', 'test $(stat -c %a src) = 700', 'chmod 700 src'],
    ['content of a file', 'grep -q 2 src/value', 'echo 2 > src/value'],
  ])('by %s → proven, though only the last of them is read', async (_, command, work) => {
    const goal = await bench.goalWith(verifying({ command }));
    await goal.inWorkspace(PROJECT);
    expect(await audited(goal, work)).toMatchObject({ proven: true });
  });

  /** Comes true by itself: stands for chance and for whatever else is not the work. */
  function byTime(): { readonly command: string; readonly untilThen: string } {
    // Far enough that a busy machine has run the baseline before.
    const thenS = Math.floor(Date.now() / 1000) + 10;
    const isThen = `test $(date +%s) -ge ${thenS}`;
    return { command: isThen, untilThen: `until ${isThen}; do sleep 0.2; done` };
  }

  test('by time alone → proves nothing, and that is the reason', async () => {
    const { command, untilThen } = byTime();
    const goal = await bench.goalWith(verifying({ command }));
    await goal.inWorkspace(PROJECT);
    const verdict = await audited(goal, `echo unrelated > src/other; ${untilThen}`);
    expect(verdict).toMatchObject({
      proven: false,
      unproven: ['tests'],
      reason: expect.stringMatching(/passes without the work/),
    });
  });

  test('by time, and the contract says that it observes something outside → proven', async () => {
    const { command, untilThen } = byTime();
    const goal = await bench.goalWith(verifying({ command, observes: 'external' }));
    expect(await audited(goal, untilThen)).toMatchObject({ proven: true });
  });

  test('passed before already → nothing to prove by reading', async () => {
    const goal = await bench.goalWith(verifying({ command: 'true' }));
    expect(await audited(goal, 'touch x')).toMatchObject({ proven: true });
  });
});

describe('runChecks: what became of the workspace', () => {
  test('changed files → listed with their kind in the record', async () => {
    const goal = await bench.goalWith(
      contractWith({
        verification: { checks: [checkWith({ command: 'npm test' })], protectedPaths: ['test'] },
        boundaries: { text: [], writePaths: ['src/**'] },
      }),
    );
    await goal.inWorkspace(`${PROJECT}; echo '{}' > package.json`);
    await audited(
      goal,
      'echo 3 > src/value; echo 3 > test/limits; rm package.json; mkdir -p notes/deep; echo > notes/deep/a',
    );
    const item = await bench.parts.journal.readItem(goal.input.threadId, goal.input.seq);
    expect(JSON.parse(item?.body ?? '').changes).toEqual({
      count: 4,
      files: [
        { path: 'notes/deep/a', change: 'added', kind: 'other' },
        { path: 'package.json', change: 'removed', kind: 'configuration' },
        { path: 'src/value', change: 'modified', kind: 'declared' },
        { path: 'test/limits', change: 'modified', kind: 'protected' },
      ],
    });
  });
});
