/** Programs that are built by a language's own toolchain, once for their sources and that toolchain. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProgramOptions, runProgram } from '../../spawner/run-program.ts';
import type { TwinLanguage } from './mutator.ts';
import { placeOnce } from './place-program.ts';

const BUILD_TIMEOUT_MS = 300_000;

interface Build {
  readonly language: TwinLanguage;
  readonly cacheDirectory: string;
  /** Folder of the sources, and how their names end. */
  readonly sourceDirectory: string;
  readonly extension: string;
  /** Program and arguments that print the toolchain's version. */
  readonly version: readonly [string, ...string[]];
  /** Program and arguments that build the sources into a directory. */
  readonly command: (target: string, sources: readonly string[]) => readonly [string, ...string[]];
  readonly env: (target: string) => Readonly<Record<string, string>>;
}

export type BuildResult =
  | { readonly ok: true; readonly directory: string }
  | { readonly ok: false; readonly reason: string };

/**
 * May run outside of the sandbox, since nothing but our own files and the toolchain's library goes in, and no
 * variable of the worker's environment.
 */
export async function buildOnce(build: Build): Promise<BuildResult> {
  const { language, sourceDirectory } = build;
  try {
    const sources = readdirSync(sourceDirectory)
      .filter((name) => name.endsWith(build.extension))
      .sort();
    const { stdout, stderr } = await run(build.version, { env: build.env('/nonexistent') });
    const hash = createHash('sha256').update(stdout).update(stderr);
    for (const name of sources) hash.update(`${name}\0`).update(readFileSync(join(sourceDirectory, name)));
    const directory = join(build.cacheDirectory, 'twins', `${language}-${hash.digest('hex').slice(0, 16)}`);
    await placeOnce(directory, async (target) => {
      await run(build.command(target, sources), {
        cwd: sourceDirectory,
        env: build.env(target),
        timeoutMs: BUILD_TIMEOUT_MS,
      });
    });
    return { ok: true, directory };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      reason: `the program that changes ${language} tests cannot be built: ${words.slice(0, 300)}`,
    };
  }
}

const run = ([program, ...args]: readonly [string, ...string[]], options: ProgramOptions) =>
  runProgram(program, args, options);
