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
  /** Draws `impossible` and `equal` twins of a suite and runs them all. */
  try(suite: Suite, seed: number, impossible: number, equal: number): Promise<Verdicts>;
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

  const passes = async (suite: Suite, change?: Mutation): Promise<boolean> => {
    const workspace = parts.makeWorkspace();
    const files = { ...suite.files, ...(change === undefined ? {} : { [change.path]: change.text }) };
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
    async try(suite, seed, impossible, equal) {
      const files = suite.tests.map((path) => ({ path, text: suite.files[path] ?? '' }));
      const reply = await mutate({ seed, files, impossible, equal });
      const tried = async (mutations: readonly Mutation[]) => {
        const verdicts: { what: string; passed: boolean }[] = [];
        for (const each of mutations)
          verdicts.push({
            what: `${each.path}:${each.line} ${each.what}`,
            passed: await passes(suite, each),
          });
        return verdicts;
      };
      return {
        unchanged: await passes(suite),
        impossible: await tried(reply.impossible),
        equal: await tried(reply.equal),
      };
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
