/** What the checks of a contract lean on, by the words of their commands and the table of runners. Pure. */
import { allCommands } from '../../../workflows/contract/command-line/command-words.ts';
import { cleanPattern, coveredBy } from '../../../workflows/contract/patterns/path-pattern.ts';
import { ownFiles, possibleFiles, usualTests } from '../../../workflows/contract/runner-files.ts';
import type { PartialContract } from '../../schema/partial-contract.ts';

export interface LeanedOn {
  /**
   * Tests, benchmarks and the runner's own files, neither protected nor the work: who edits them passes the
   * check.
   */
  readonly tests: readonly string[];
  /** What the runner may read besides. */
  readonly configuration: readonly string[];
  /** Files named by the command that may be tests or the work. */
  readonly undeclared: readonly string[];
}

/** `hiddenPaths`: of files that the check brings along, which nobody can edit. */
export function leanedOn(
  command: string,
  { verification, boundaries }: PartialContract,
  hiddenPaths: readonly string[] = [],
): LeanedOn {
  const settled = [
    ...(verification?.protectedPaths ?? []),
    ...(boundaries?.writePaths ?? []),
    ...hiddenPaths,
  ];
  const isSettled = coveredBy(settled);
  const isOpen = (pattern: string): boolean => !isSettled(pattern);
  const paths = pathsIn(command);
  const testPaths = paths.filter(isTestPath);
  const usual = usualTests([command]);
  const isUsual = coveredBy(usual);
  // Where the tests are, a command seldom says; one protected place of tests is taken for theirs.
  const hasTests = testPaths.length > 0 || settled.some((path) => isTestPath(path) || isUsual(path));
  return {
    tests: [...testPaths, ...ownFiles([command]), ...(hasTests ? [] : usual)].filter(isOpen),
    configuration: possibleFiles([command]).filter(isOpen),
    undeclared: paths.filter((path) => !isTestPath(path)).filter(isOpen),
  };
}

const TEST_WORDS =
  'test tests spec specs e2e bench benches benchmark benchmarks check checks verify validate golden fixture fixtures expected snapshots'.split(
    ' ',
  );

/**
 * A test is known by the names of its folders and of itself: `bench/checkout.js`, `src/a.test.ts`,
 * `test_a.py`.
 */
const isTestPath = (path: string): boolean =>
  path.split(/[/._-]+/).some((word) => TEST_WORDS.includes(word.toLowerCase()));

const FILE = /^[\w@./+-]*\w\.[A-Za-z]\w{0,5}$/;
const FOLDERS = /^\.?[\w@+-][\w@.+-]*(\/[\w@.+*-]+)+\/?$/;

/**
 * Words that are paths inside the workspace: with a folder or an ending, no URL, no pattern of packages
 * (`./...`).
 */
function pathsIn(command: string): string[] {
  const words = allCommands(command).flatMap(({ words }) => words);
  const paths = words
    .map((word) => (word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word))
    .filter((word) => !/^(-|\/|~|\$|\w+:\/\/)|\.\.|node_modules\/|^[\d.]+$/.test(word))
    .map(cleanPattern)
    .filter((word) => FILE.test(word) || FOLDERS.test(word));
  return [...new Set(paths)];
}
