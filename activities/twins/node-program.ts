/** Mutators that run on the Node of the sandbox. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MutatorAvailability, TwinLanguage } from './mutator.ts';
import { placeProgram } from './place-program.ts';

const NODE_INSIDE = '/opt/goalkeeper/bin/node';

/**
 * Places `activities/twins/<language>` and what all such programs share, with the files of packages that it
 * imports: path below `node_modules` → path on the host.
 */
export async function nodeProgram(
  language: TwinLanguage,
  cacheDirectory: string,
  packageFiles: Readonly<Record<string, string>> = {},
): Promise<MutatorAvailability> {
  const inside = `/opt/goalkeeper/twins/${language}`;
  try {
    const sources = [...sourcesIn('drawing'), ...sourcesIn(language)];
    const files = [
      ...sources.map((path) => [path, join(import.meta.dirname, path)]),
      ...Object.entries(packageFiles).map(([path, source]) => [`node_modules/${path}`, source]),
    ];
    const directory = await placeProgram(cacheDirectory, language, Object.fromEntries(files));
    return {
      ok: true,
      // Warnings: types are stripped, and no package.json says that these files are modules.
      argv: [NODE_INSIDE, '--no-warnings', `${inside}/${language}/mutate.ts`],
      readOnlyBinds: { [inside]: directory },
    };
  } catch (error) {
    return {
      ok: false,
      reason: `the program that changes ${language} tests cannot be placed in ${cacheDirectory}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
