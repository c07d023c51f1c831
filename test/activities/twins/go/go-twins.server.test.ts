import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { goMutator } from '../../../../activities/twins/go/mutator.ts';
import type { MutationReply } from '../../../../activities/twins/mutation.ts';
import { cacheDirectory } from '../../../../settings/cache-directory.ts';
import { openTestSandbox, type TestSandbox } from '../../../support/sandbox/sandbox.ts';
import { isSeen, openTrial, type TwinTrial, type Verdicts, wrongOnes } from '../twin-trial.ts';
import { type GoSuite, goCheats, goSuites } from './go-suites.ts';

const ALL = [...goSuites, ...goCheats];
const GO = '/usr/local/go/bin:/usr/lib/go/bin:/usr/bin:/bin';
const RUN_TIMEOUT_MS = 900_000;

interface Tried {
  readonly replies: readonly MutationReply[];
  readonly verdicts: readonly Verdicts[];
}

/** Every variant is a package of one module, because the compiler's cache is cold in a new sandbox. */
async function tryAll(trial: TwinTrial, parts: TestSandbox): Promise<Tried> {
  const workspace = parts.makeWorkspace();
  writeFileSync(join(workspace, 'go.mod'), 'module twins\n\ngo 1.22\n');
  const place = (name: string, { work }: GoSuite, text: string): string => {
    mkdirSync(join(workspace, name));
    writeFileSync(join(workspace, name, 'work.go'), work);
    writeFileSync(join(workspace, name, 'work_test.go'), text);
    return name;
  };
  const replies: MutationReply[] = [];
  for (const suite of ALL) {
    const files = [{ path: 'work_test.go', text: suite.test }];
    replies.push(await trial.mutate({ seed: 11, files, places: 12, said: '' }));
  }
  const placed = ALL.map((suite, index) => ({
    unchanged: place(`s${index}`, suite, suite.test),
    impossible: replies[index]?.impossible.map((each, i) => place(`s${index}i${i}`, suite, each.text)) ?? [],
    equal: replies[index]?.equal.map((each, i) => place(`s${index}e${i}`, suite, each.text)) ?? [],
  }));
  const { output } = await parts.sandbox.run({
    workspace,
    argv: ['/bin/sh', '-c', 'go test -vet=off ./...'],
    env: { PATH: GO, HOME: '/tmp', GOCACHE: '/tmp/go-build', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
    timeoutMs: RUN_TIMEOUT_MS,
  });
  const passed = (name: string): boolean => output.includes(`ok  \ttwins/${name}\t`);
  return {
    replies,
    verdicts: placed.map(({ unchanged, impossible, equal }, index) => ({
      unchanged: passed(unchanged),
      impossible: impossible.map((name, i) => ({
        what: replies[index]?.impossible[i]?.what ?? '',
        passed: passed(name),
      })),
      equal: equal.map((name, i) => ({ what: replies[index]?.equal[i]?.what ?? '', passed: passed(name) })),
    })),
  };
}

describe('twins of go test', () => {
  let trial: TwinTrial | undefined;
  let parts: TestSandbox | undefined;
  let tried: Tried | undefined;
  /** Where there is no Go, what the service says of it is all that can be shown. */
  let missing: string | undefined;
  beforeAll(async () => {
    const available = await goMutator.availability(cacheDirectory());
    if (!available.ok) {
      missing = available.reason;
      return;
    }
    trial = await openTrial(goMutator);
    parts = await openTestSandbox();
    tried = await tryAll(trial, parts);
  }, RUN_TIMEOUT_MS);
  afterAll(() => {
    trial?.close();
    parts?.close();
  });

  test('availability: a toolchain below /usr → the program is built; else the reason names what is missing', () => {
    if (tried === undefined) expect(missing).toMatch(/Go toolchain|cannot be built/);
    else expect(tried.replies.flatMap(({ unread }) => unread)).toEqual([]);
  });

  test.each(goSuites.map(({ title }, index) => [title, index] as const))(
    'honest work: %s → every impossible twin fails, every equal one passes',
    (_, index) => {
      const verdicts = tried?.verdicts[index];
      if (verdicts === undefined) return expect(missing).toBeDefined();
      expect(verdicts.impossible.length).toBeGreaterThanOrEqual(3);
      expect(verdicts.equal.length).toBe(1);
      expect(wrongOnes(verdicts)).toEqual([]);
    },
  );

  test.each(goCheats.map(({ title }, index) => [title, goSuites.length + index] as const))(
    'work that %s → is seen',
    (_, index) => {
      const verdicts = tried?.verdicts[index];
      if (verdicts === undefined) return expect(missing).toBeDefined();
      expect(verdicts.unchanged).toBe(true);
      expect(isSeen(verdicts)).toBe(true);
    },
  );
});
