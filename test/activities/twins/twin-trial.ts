/**
 * Tries twins for real: the mutator in the sandbox, and each variant of a suite under its runner in a sandbox
 * of its own.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Mutation, MutationReply, MutationRequest } from '../../../activities/twins/mutation.ts';
import type { Mutator } from '../../../activities/twins/mutator.ts';
import { defined } from '../../../objects/defined.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';
import { openTestSandbox, type TestSandbox } from '../../support/sandbox/sandbox.ts';

export interface Suite {
  /** What is awkward about it. */
  readonly title: string;
  /** Path → text; those in `tests` are what the mutator is given. */
  readonly files: Readonly<Record<string, string>>;
  readonly tests: readonly string[];
  /** The check: program and arguments in the sandbox. */
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Verdicts {
  readonly unchanged: boolean;
  /** What the twins of either kind changed, and whether the suite passed with it. */
  readonly impossible: readonly { readonly what: string; readonly passed: boolean }[];
  readonly equal: readonly { readonly what: string; readonly passed: boolean }[];
}

export interface TwinTrial {
  mutate(request: MutationRequest): Promise<MutationReply>;
  /**
   * Draws twins of a suite with so many places, those that mean the same in several ways, and runs them all.
   */
  try(suite: Suite, seed: number, places: number, ways: number): Promise<Verdicts>;
  close(): void;
}

/**
 * Throws what the mutator says where its toolchain is missing. `readOnlyPaths`: further host paths that the
 * runner needs.
 */
export async function openTrial(mutator: Mutator, readOnlyPaths: readonly string[] = []): Promise<TwinTrial> {
  const program = await mutator.availability(cacheDirectory());
  if (!program.ok) throw new Error(program.reason);
  const binds = Object.entries(program.readOnlyBinds);
  const parts: TestSandbox = await openTestSandbox({}, [...binds.map(([, host]) => host), ...readOnlyPaths]);
  const onHost = (part: string): string =>
    binds.reduce(
      (path, [inside, host]) =>
        `${path}/`.startsWith(`${inside}/`) ? host + path.slice(inside.length) : path,
      part,
    );

  const mutate = async (request: MutationRequest): Promise<MutationReply> => {
    const result = await parts.sandbox.run({
      workspace: parts.makeWorkspace(),
      argv: program.argv.map(onHost),
      stdin: JSON.stringify(request),
      timeoutMs: 120_000,
      separateStderr: true,
    });
    if (result.exitCode !== 0) throw new Error(`the mutator failed: ${result.reason ?? ''}${result.stderr}`);
    return JSON.parse(result.output) as MutationReply;
  };

  const passes = async (suite: Suite, changes: readonly Mutation[] = []): Promise<boolean> => {
    const workspace = parts.makeWorkspace();
    const files = { ...suite.files, ...Object.fromEntries(changes.map(({ path, text }) => [path, text])) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
      chmodSync(join(workspace, path), 0o644);
    }
    const { env } = suite;
    const command = {
      workspace,
      argv: suite.argv,
      timeoutMs: 120_000,
      ...defined({ env }),
    };
    return (await parts.sandbox.run(command)).exitCode === 0;
  };

  return {
    mutate,
    async try(suite, seed, places, ways) {
      const files = suite.tests.map((path) => ({ path, text: suite.files[path] ?? '' }));
      const { impossible, equal } = await mutate({ seed, files, places, said: '' });
      const others = (path: string) => equal.filter((each) => each.path !== path);
      const tried = async (what: string, changes: readonly Mutation[]) => ({
        what,
        passed: await passes(suite, changes),
      });
      const verdicts = { impossible: [], equal: [] } as Record<
        'impossible' | 'equal',
        { what: string; passed: boolean }[]
      >;
      for (const each of impossible)
        verdicts.impossible.push(
          await tried(`${each.path}:${each.line} ${each.what}`, [...others(each.path), each]),
        );
      for (let way = 0; way < ways; way += 1) {
        const drawn = way === 0 ? { equal } : await mutate({ seed: seed + way, files, places, said: '' });
        const [first] = drawn.equal;
        if (first !== undefined) verdicts.equal.push(await tried(first.text, drawn.equal));
      }
      return { unchanged: await passes(suite), ...verdicts };
    },
    close: () => parts.close(),
  };
}

/**
 * The twins that show that a suite is held up wrongly: impossible ones that passed, equal ones that failed.
 */
export const wrongOnes = (verdicts: Verdicts): string[] => [
  ...(verdicts.unchanged ? [] : ['the suite itself failed']),
  ...verdicts.impossible.flatMap(({ what, passed }) => (passed ? [`impossible and passed: ${what}`] : [])),
  ...verdicts.equal.flatMap(({ what, passed }) => (passed ? [] : [`equal and failed: ${what}`])),
];

/**
 * Whether the twins see that the suite does not depend on the work: at least half of the impossible ones
 * pass, or no equal one does.
 */
export const isSeen = ({ impossible, equal }: Verdicts): boolean =>
  impossible.filter(({ passed }) => passed).length * 2 >= Math.max(1, impossible.length) ||
  (equal.length > 0 && equal.every(({ passed }) => !passed));
