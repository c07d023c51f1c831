/** Sealed tests as text, read or not: those that the check's command comes to, and those named like tests. */
import type { AcceptedText } from '../accepted/started-by.ts';
import { followCommand } from '../accepted/started-files.ts';
import { isShellScript, languageOf } from '../twins/languages.ts';
import type { TwinLanguage } from '../twins/mutator.ts';
import type { PackageScripts } from '../twins/runners/expand-script.ts';
import { understandCommand } from '../twins/runners/understand-command.ts';
import { startedTests } from '../twins/trials/started-tests.ts';
import { testFilesOf } from '../twins/trials/test-files.ts';
import type { SealedTest } from '../twins/trials/unrun/probe-texts.ts';

/** Which of them are started goes before what was opened, and that before the rest. */
const MAX_FILES = 300;

interface SealedPaths {
  readonly command: string;
  readonly scripts: PackageScripts;
  /** Files of the copy that are sealed, or tests that nobody declared, and are as they were accepted. */
  readonly paths: readonly string[];
  readonly isOpened: (path: string) => boolean;
  readonly textOf: AcceptedText;
}

export interface SealedTests {
  /** They are as many as are looked at. */
  readonly sealedTests: readonly SealedTest[];
  /** Those of the tests that the command comes to, and of the runners in it. */
  readonly startedLanguages: readonly TwinLanguage[];
}

export async function readSealedTests({
  command,
  scripts,
  paths,
  isOpened,
  textOf,
}: SealedPaths): Promise<SealedTests> {
  const followed = await followCommand(command, textOf);
  const byCommand = new Set(startedTests(command, scripts, paths));
  const within = new Set([
    ...followed.paths,
    ...followed.lines.flatMap((line) => startedTests(line, {}, paths)),
  ]);
  const startOf = (path: string): SealedTest['started'] =>
    byCommand.has(path) ? 'byCommand' : within.has(path) ? 'within' : 'no';
  const likely = new Set([
    ...testFilesOf(command, paths),
    ...paths.filter((path) => startOf(path) !== 'no' || isShellScript(path, '')),
  ]);
  const rank = (path: string): number => (startOf(path) === 'no' ? (isOpened(path) ? 1 : 2) : 0);
  const chosen = paths
    .filter((path) => likely.has(path))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MAX_FILES);
  const tests: SealedTest[] = [];
  for (const path of chosen) {
    const text = await textOf(path);
    if (text !== undefined) tests.push({ path, text, isOpened: isOpened(path), started: startOf(path) });
  }
  const started = tests.filter((test) => test.started !== 'no');
  const languages = new Set([
    ...followed.lines.flatMap((line) => understandCommand(line).languages),
    ...started.flatMap(({ path }) => languageOf(path) ?? []),
  ]);
  return { sealedTests: tests, startedLanguages: [...languages] };
}
