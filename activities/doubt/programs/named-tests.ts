/**
 * Tests by what stands in them: whatever its name is, a file that the command names for a runner, and that
 * has cases, judges the work as long as it is as it was accepted. Pure but for reading accepted texts.
 */
import { splitCommand } from '../../../workflows/contract/command-line/command-words.ts';
import type { AcceptedText } from '../../accepted/started-by.ts';
import { hasCases } from '../../stated/kept-cases.ts';
import { languageOf } from '../../twins/languages.ts';
import { expandScript, type PackageScripts } from '../../twins/runners/expand-script.ts';
import { namedPath } from '../../twins/trials/named-path.ts';
import { startedTests } from '../../twins/trials/started-tests.ts';

/** They run all that they find in a folder. */
const RUNNERS = /\b(?:pytest|py\.test|unittest|node\b.*\s--test|jest|vitest|mocha|ava|tap|nose2?)\b/;

/** `paths`: accepted files that the work has not changed. */
export async function namedTests(
  command: string,
  scripts: PackageScripts,
  paths: readonly string[],
  textOf: AcceptedText,
): Promise<ReadonlySet<string>> {
  const folders = splitCommand(expandScript(command, scripts).command)
    .filter(({ words }) => RUNNERS.test(words.join(' ')))
    .flatMap(({ words }) => words.map((word) => `${namedPath(word)}/`))
    .filter((folder) => /^[^-/.][^*]*\/$/.test(folder));
  const named = new Set(startedTests(command, scripts, paths));
  const found = new Set<string>();
  for (const path of paths) {
    if (languageOf(path) === undefined) continue;
    if (!named.has(path) && !folders.some((folder) => path.startsWith(folder))) continue;
    const text = await textOf(path);
    if (text !== undefined && hasCases(text)) found.add(path);
  }
  return found;
}
