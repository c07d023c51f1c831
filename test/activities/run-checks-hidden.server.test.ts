import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChecksBody } from '../../journal/bodies/checks.ts';
import type { Check, Contract, HiddenFile, Policy } from '../../workflows/contract/contract.ts';
import {
  asBaseline,
  type CheckedGoal,
  type ChecksBench,
  openChecksBench,
} from '../support/activities/checks-bench.ts';
import { checkWith, contractWith } from '../support/contract/sample-contract.ts';

let bench: ChecksBench;
beforeAll(async () => {
  bench = await openChecksBench();
});
afterAll(() => bench.close());

const CANARY = 'canary-7f3a';
const SECRET = `echo ${CANARY}; test "$(bash src/square.sh 12)" = 144\n`;
const SECRET_PATH = `held/${CANARY}.sh`;

const VISIBLE = checkWith({ name: 'visible', command: 'test "$(bash src/square.sh 3)" = 9' });
const HIDDEN = checkWith({
  name: 'held out',
  command: `bash ${SECRET_PATH} # ${CANARY}`,
  visibility: 'hidden',
  hint: 'squares of larger numbers',
});

const TABLE = 'mkdir -p src; echo "case \\$1 in 3) echo 9;; esac" > src/square.sh';
const WORK = 'mkdir -p src; echo "echo \\$((\\$1 * \\$1))" > src/square.sh';

interface Wanted {
  readonly check?: Partial<Check>;
  readonly files?: Readonly<Record<string, string>>;
  readonly beside?: readonly Check[];
  readonly contract?: Partial<Contract>;
  readonly policy?: Partial<Policy>;
}

async function goalWith(wanted: Wanted = {}): Promise<CheckedGoal> {
  const { journal } = bench.parts;
  const given = Object.entries(wanted.files ?? { [SECRET_PATH]: SECRET });
  const named = async (threadId: string): Promise<HiddenFile[]> =>
    Promise.all(
      given.map(async ([path, text]) => ({
        path,
        mode: '644',
        sizeBytes: Buffer.byteLength(text),
        sha256: await journal.saveContent(threadId, Buffer.from(text)),
      })),
    );
  // The digests are the same in every thread; the contents are kept by thread.
  const files = await named('thr_elsewhere');
  const base = contractWith({
    verification: {
      checks: [VISIBLE, { ...HIDDEN, files, ...wanted.check }, ...(wanted.beside ?? [])],
      protectedPaths: [],
    },
    boundaries: { text: [], writePaths: ['src/**'] },
    ...wanted.contract,
  });
  const goal = await bench.goalWith({
    ...base,
    policy: { ...base.policy, undeclaredReads: 'refuse', ...wanted.policy },
  });
  await named(goal.input.threadId);
  return goal;
}

async function bodyAt(goal: CheckedGoal, seq = goal.input.seq): Promise<ChecksBody> {
  const item = await bench.parts.journal.readItem(goal.input.threadId, seq);
  return JSON.parse(item?.body ?? '') as ChecksBody;
}

/** A baseline, the work, and an audit. */
async function audited(goal: CheckedGoal, work: string): Promise<ChecksBody> {
  await bench.run(asBaseline(goal.input, 4));
  const done = await goal.inWorkspace(work);
  if (done.exitCode !== 0) throw new Error(done.output);
  await bench.run(goal.input);
  return bodyAt(goal);
}

const hiddenOutcome = (passed: boolean) => ({
  name: 'held out',
  role: 'verification',
  passed,
  exitCode: null,
  isHidden: true,
});

describe('runChecks: hidden checks', () => {
  test('a table of the visible answers → passes the visible check, refused by the hidden one; the model reads its name and hint only', async () => {
    const goal = await goalWith();
    const body = await audited(goal, TABLE);
    expect(body.verdict).toMatchObject({
      proven: false,
      reason: 'held out (verification, hidden) FAILED',
      outcomes: [{ name: 'visible', passed: true }, hiddenOutcome(false)],
    });
    expect(body.verdict.outcomes[1]).toEqual(hiddenOutcome(false));
    expect(body.output).toContain('hint on "held out": squares of larger numbers');
    expect([body.output, body.verdict, (await bodyAt(goal, 4)).output].join()).not.toContain(CANARY);
    expect(JSON.stringify(body.verdict)).not.toContain(CANARY);
    const runs = await bench.parts.journal.listCheckRuns(goal.input.goal.goalId);
    expect(runs.filter(({ name }) => name === 'held out').map(({ outputTail }) => outputTail)).toEqual([
      expect.stringContaining(CANARY),
      `${CANARY}\n`,
    ]);
    expect(body.whole?.outcomes[1]).toMatchObject({ passed: false, exitCode: 1 });
  });

  test('the honest twin → proven, and nothing of the files stays in the workspace', async () => {
    const goal = await goalWith();
    const body = await audited(goal, WORK);
    expect(body.verdict).toMatchObject({ proven: true, outcomes: [{ passed: true }, hiddenOutcome(true)] });
    const left = await goal.inWorkspace(`grep -r ${CANARY} . ; find . -name '*${CANARY}*'; ls -A`);
    expect(left.output).toBe('src\n');
  });

  test.each([
    ['a file of the same name', `mkdir -p held; echo "exit 0" > ${SECRET_PATH}`],
    [
      'a link in the place of its folder',
      `mkdir -p src/fake; echo "exit 0" > src/fake/${CANARY}.sh; ln -s src/fake held`,
    ],
    ['a file in the place of its folder', 'echo x > held'],
    ['closed its folder', 'mkdir held; chmod 000 held'],
    ['a folder in the place of the file', `mkdir -p ${SECRET_PATH}/deep; touch ${SECRET_PATH}/deep/x`],
  ])('the work has %s → the hidden file wins', async (_, work) => {
    for (const contract of [{}, { boundaries: { text: [] } }]) {
      const policy = 'boundaries' in contract ? { undeclaredReads: 'report' as const } : {};
      const goal = await goalWith({ contract, policy });
      expect((await audited(goal, `${TABLE}; ${work}`)).verdict).toMatchObject({
        proven: false,
        outcomes: [{ passed: true }, hiddenOutcome(false)],
      });
      const [, run] = (await bench.parts.journal.listCheckRuns(goal.input.goal.goalId)).filter(
        ({ name }) => name === 'held out',
      );
      expect(run).toMatchObject({ exitCode: 1, outputTail: `${CANARY}\n` });
    }
  });

  test('visible checks before and after it → none of them finds its files', async () => {
    const goal = await goalWith({
      beside: [checkWith({ name: 'after', command: `! find / -name '*${CANARY}*' 2>/dev/null | grep .` })],
      check: { runs: 2 },
    });
    expect((await audited(goal, WORK)).verdict).toMatchObject({ proven: true });
  });

  test('the program copies the files wherever it can write → a later check and a later command find nothing', async () => {
    const places =
      '/workspace /workspace/src "$HOME" "$XDG_CACHE_HOME" "$GOCACHE" /tmp /dev/shm /var/tmp /home /opt /run';
    const steal = `for p in ${places}; do mkdir -p "$p"; cp held/* "$p/"; done 2>/dev/null; `;
    const search = `grep -rsl ${CANARY} /workspace "$HOME" /tmp /dev/shm /var /home /opt /run /etc 2>/dev/null; find / -name '*${CANARY}*' -not -path '/proc/*' 2>/dev/null`;
    const found = checkWith({
      name: 'found',
      command: `test -z "$(${search.replaceAll(CANARY, 'canary-[7]f3a')})"`,
    });
    const goal = await goalWith({ beside: [found] });
    const stealing = `mkdir -p src; cat > src/square.sh <<'END'\n${steal}\necho $(($1 * $1))\nEND`;
    const body = await audited(goal, stealing);
    expect(body.verdict.outcomes).toMatchObject([
      { passed: true },
      { isHidden: true },
      { name: 'found', passed: true },
    ]);
    const { threadId } = goal.input;
    const home = await bench.parts.workspaces.homeOf(threadId);
    const later = await bench.sandbox.run({
      workspace: goal.workspace,
      home,
      argv: ['/bin/bash', '-c', search],
      timeoutMs: 30_000,
    });
    expect(later.output).toBe('');
  });

  test('the program changes the hidden file → refused; the owner reads why, the model does not', async () => {
    const cheat = await audited(
      await goalWith(),
      `mkdir -p src; echo 'for f in held/*; do [ -e "$f" ] && touch "$f"; done; echo $(($1 * $1))' > src/square.sh`,
    );
    expect(cheat.verdict).toMatchObject({ proven: false, reason: 'held out (verification, hidden) FAILED' });
    expect(cheat.whole).toMatchObject({ proven: false, reason: expect.stringContaining(SECRET_PATH) });
    expect(JSON.stringify([cheat.verdict, cheat.output])).not.toContain(CANARY);
  });

  test('the program tells what it saw by the file that it reads → the model is not told which', async () => {
    const goal = await goalWith({
      contract: { boundaries: { text: [] } },
      policy: { undeclaredReads: 'report' },
    });
    const body = await audited(
      goal,
      `mkdir -p src leak; touch leak/1 leak/2; echo 'ls held 2>/dev/null | grep -q . && cat leak/2; echo $(($1 * $1))' > src/square.sh`,
    );
    expect(body.verdict).toMatchObject({ proven: true, undeclaredReads: ['src/square.sh'] });
    expect(body.whole?.undeclaredReads).toEqual(['src/square.sh', 'leak/2']);
    expect(body.output).not.toContain('leak/2');
  });

  test('the work makes a test easier that only a hidden check reads → it runs with that test as it was accepted, and nobody is asked', async () => {
    const audit = async (work: string): Promise<ChecksBody> => {
      const goal = await goalWith({
        check: { command: 'bash test/square_test.sh' },
        contract: { boundaries: { text: [] } },
        policy: { undeclaredReads: 'ask' },
      });
      await goal.inWorkspace(`mkdir test; printf '%s' '${SECRET}' > test/square_test.sh`);
      return audited(goal, work);
    };
    const cheat = await audit(`${TABLE}; echo 'exit 0' > test/square_test.sh`);
    expect(cheat.verdict).toMatchObject({
      proven: false,
      outcomes: [{ passed: true }, hiddenOutcome(false)],
    });
    expect(cheat.verdict).not.toHaveProperty('awaitsPerson');
    const honest = await audit(`${WORK}; echo '# a remark' >> test/square_test.sh`);
    expect(honest.verdict).toMatchObject({ proven: true, outcomes: [{ passed: true }, hiddenOutcome(true)] });
  });

  test('a hidden check that cannot run → the goal is told by its name only', async () => {
    const goal = await goalWith({ check: { command: `${CANARY}-tool` } });
    await bench.run(asBaseline(goal.input, 4));
    const { verdict, output, whole } = await bodyAt(goal, 4);
    expect(verdict.cannotRun).toBe('held out: it cannot run');
    expect(JSON.stringify([verdict, output])).not.toContain(CANARY);
    expect(whole?.cannotRun).toBeDefined();
  });

  test('content that is not kept → the check fails, and the owner reads which file', async () => {
    const goal = await goalWith({
      check: { files: [{ path: 'a.sh', mode: '644', sizeBytes: 1, sha256: 'a'.repeat(64) }] },
    });
    const body = await audited(goal, WORK);
    expect(body.verdict.outcomes[1]).toEqual(hiddenOutcome(false));
    expect(body.whole?.outcomes[1]?.reason).toMatch(/a\.sh cannot be placed.*not kept/);
  });

  test('work that leaves with code 0 whatever a hidden suite expects → its twins pass, so that it is refused as one bit', async () => {
    const suite = `import unittest\nfrom src.square import square\nclass T(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(square(12), 144)\n    def test_b(self):\n        self.assertEqual(square(13), 169)\n`;
    const suiteGoal = (): Promise<CheckedGoal> =>
      goalWith({
        files: { 'held/test_held.py': suite },
        check: { command: 'python3 -m unittest -q held/test_held.py' },
      });
    const leaving = await audited(
      await suiteGoal(),
      `${WORK}; printf 'import os, atexit\\nos._exit(0)\\n' > src/square.py`,
    );
    expect(leaving.verdict).toMatchObject({
      proven: false,
      reason: 'held out (verification, hidden) FAILED',
    });
    expect(leaving.whole?.reason).toMatch(/cannot fail on this work/);
    const honest = await audited(
      await suiteGoal(),
      `${WORK}; printf 'def square(n):\\n    return n * n\\n' > src/square.py`,
    );
    expect(honest.verdict).toMatchObject({ proven: true });
    expect(honest.whole?.twins).toMatchObject([{}, { check: 'held out', standing: 'canFail' }]);
  });
});
