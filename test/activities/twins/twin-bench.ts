/** Runs real checks with changed files in the real sandbox, as an audit does. */
import {
  chmodSync,
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gistOf } from '../../../activities/doubt/accepted-runs.ts';
import type { Mutator } from '../../../activities/twins/mutator.ts';
import { pythonMutator } from '../../../activities/twins/python/mutator.ts';
import { createMutate, type Mutate } from '../../../activities/twins/run-mutator.ts';
import type { RunOnAccepted } from '../../../activities/twins/trials/accepted-run.ts';
import type { TwinInput } from '../../../activities/twins/trials/drawn/twin-input.ts';
import { runTwins } from '../../../activities/twins/trials/run-twins.ts';
import { testFilesOf } from '../../../activities/twins/trials/test-files.ts';
import type { RunVariant } from '../../../activities/twins/trials/variant.ts';
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import { openTestSandbox } from '../../support/sandbox/sandbox.ts';

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

export interface TwinBench {
  readonly mutate: Mutate;
  /** `work` is what the model wrote; `tests` are sealed. */
  tryTwins(work: Files, tests: Files, command: string, options?: Partial<TwinInput>): Promise<TwinRecord>;
  /** One run of a command on these files; its exit code and output. */
  run(files: Files, command: string): Promise<{ readonly passed: boolean; readonly output: string }>;
  /** Runs of a command on a state that tests were accepted with. */
  onAccepted(work: Files, tests: Files, command: string): RunOnAccepted;
  close(): void;
}

export async function openTwinBench(
  mutators: readonly Mutator[] = [pythonMutator],
  readOnlyPaths: readonly string[] = [],
): Promise<TwinBench> {
  const opened = await openTestSandbox({}, readOnlyPaths);
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'goalkeeper-twins-'));
  chmodSync(cacheDirectory, 0o755);
  const mutate = createMutate({ sandbox: opened.sandbox, mutators, cacheDirectory });

  const inCopy = async (
    files: Files,
    argvs: readonly {
      argv: readonly string[];
      stdin?: string;
      timeoutMs?: number;
      env?: Readonly<Record<string, string>>;
    }[],
  ) => {
    const workspace = opened.makeWorkspace();
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    own(workspace, opened.uid);
    try {
      const results = [];
      for (const command of argvs)
        results.push(await opened.sandbox.run({ workspace, timeoutMs: 60_000, env: {}, ...command }));
      return results;
    } finally {
      rmSync(workspace, { recursive: true, force: true });
    }
  };
  const run = async (files: Files, command: string) => {
    const [result] = await inCopy(files, [{ argv: ['/bin/bash', '-c', command] }]);
    return {
      passed: result?.exitCode === 0,
      output: result?.output ?? '',
      durationMs: result?.durationMs ?? 0,
    };
  };

  return {
    mutate,
    run,
    async tryTwins(work, tests, command, options = {}) {
      const files = { ...work, ...tests };
      const runVariant: RunVariant = async ({ changes, command: other = command, prepare, timeoutMs }) => {
        const changed = { ...files, ...Object.fromEntries(changes.map(({ path, text }) => [path, text])) };
        const results = await inCopy(changed, [
          ...(prepare === undefined ? [] : [prepare]),
          { argv: ['/bin/bash', '-c', other], timeoutMs },
        ]);
        const [prepared, last] = [results[0], results.at(-1)];
        if (prepare !== undefined && prepared?.exitCode !== 0)
          return { ended: 'stopped', reason: prepared?.output.trim() ?? '', durationMs: 0 };
        return {
          ended: 'judged',
          passed: last?.exitCode === 0,
          durationMs: last?.durationMs ?? 0,
          ...(prepare === undefined ? {} : { prepared: prepared?.output ?? '' }),
        };
      };
      return runTwins({
        check: { name: 'tests', command, runs: 1 },
        tookMs: 1_000,
        files: testFilesOf(command, Object.keys(tests)).map((path) => ({ path, text: tests[path] ?? '' })),
        twins: 'use',
        seed: 1,
        runVariant,
        mutate,
        ...options,
      });
    },
    onAccepted:
      (work, tests, command) =>
      async ({ changes, command: other = command }) => {
        const changed = Object.fromEntries(changes.map(({ path, text }) => [path, text]));
        const { passed, output } = await run({ ...work, ...tests, ...changed }, other);
        return { passed, gist: gistOf({ endedBy: 'exit', exitCode: passed ? 0 : 1, output }) };
      },
    close() {
      opened.close();
      rmSync(cacheDirectory, { recursive: true, force: true });
    },
  };
}

/** Fixture files of a folder as path → text. */
export function readFiles(directory: string, below = ''): Files {
  return Object.fromEntries(
    readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory()
        ? Object.entries(readFiles(directory, path))
        : [[path, readFileSync(join(directory, path), 'utf8')] as const];
    }),
  );
}

/** The sandbox's user can read and change all of it. */
function own(directory: string, uid: number): void {
  if (process.getuid?.() !== 0) return;
  chownSync(directory, uid, uid);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) own(path, uid);
    else lchownSync(path, uid, uid);
  }
}
