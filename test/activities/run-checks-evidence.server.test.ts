import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReadSet } from '../../workflows/workspace-changes.ts';
import { checkWith, contractWith } from '../support/sample-contract.ts';
import {
  asBaseline,
  type CheckedGoal,
  type ChecksBench,
  openChecksBench,
  verifying,
} from './checks-bench.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
}, 60_000);
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

  test.each([
    ['report', true],
    ['refuse', false],
  ] as const)(
    'changed file that a check reads and nobody declared, policy %s → named, proven: %s',
    async (undeclaredReads, proven) => {
      const goal = await bench.goalWith({ ...contract, policy: { ...contract.policy, undeclaredReads } });
      await goal.inWorkspace(PROJECT);
      expect(await audited(goal, 'echo 2 > src/value; echo 2 > test/limits')).toMatchObject({
        proven,
        undeclaredReads: ['test/limits'],
      });
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
    ['content of a file', 'grep -q 2 src/value', 'echo 2 > src/value'],
  ])('by %s → proven, though only the last of them is read', async (_, command, work) => {
    const goal = await bench.goalWith(verifying({ command }));
    await goal.inWorkspace(PROJECT);
    expect(await audited(goal, work)).toMatchObject({ proven: true });
  });

  /** Comes true by itself: stands for chance and for whatever else is not the work. */
  const byTime = `test $(date +%s) -ge `;

  test('by time alone → proves nothing, and that is the reason', async () => {
    const goal = await bench.goalWith(
      verifying({ command: `${byTime}${Math.floor(Date.now() / 1000) + 2}` }),
    );
    await goal.inWorkspace(PROJECT);
    const verdict = await audited(goal, 'echo unrelated > src/other; sleep 2.5');
    expect(verdict).toMatchObject({
      proven: false,
      unproven: ['tests'],
      reason: expect.stringMatching(/passes without the work/),
    });
  });

  test('by time, and the contract says that it observes something outside → proven', async () => {
    const command = `${byTime}${Math.floor(Date.now() / 1000) + 2}`;
    const goal = await bench.goalWith(verifying({ command, observes: 'external' }));
    expect(await audited(goal, 'sleep 2.5')).toMatchObject({ proven: true });
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
