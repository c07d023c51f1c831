/** Which of the files that a check read hold its tests. Pure. */
import { allCommands } from '../../../workflows/contract/command-line/command-words.ts';
import { TEST_NAMES } from '../../../workflows/contract/command-line/test-names.ts';
import { coveredBy } from '../../../workflows/contract/patterns/path-pattern.ts';
import { usualTests } from '../../../workflows/contract/runner-files.ts';
import { languageOf } from '../languages.ts';
import { moduleOf, namedPath } from './named-path.ts';

/** Where tests are in the languages that twins know. */
const TEST_PLACES = [...Object.values(TEST_NAMES).flat(), '**/test', '**/tests'];

/**
 * Those that the command names, that its runners take for tests, or that are named like tests; where there is
 * none of these, every file in a language that twins know. `paths` are sealed files that the check read: the
 * work itself is never among them.
 */
export function testFilesOf(command: string, paths: readonly string[]): readonly string[] {
  const known = paths.filter((path) => languageOf(path) !== undefined);
  const named = new Set(allCommands(command).flatMap(({ words }) => words.map(namedPath)));
  const isTest = coveredBy([...usualTests([command]), ...TEST_PLACES]);
  const tests = known.filter(
    (path) => [path, moduleOf(path)].some((name) => name !== undefined && named.has(name)) || isTest(path),
  );
  return tests.length > 0 ? tests : known;
}
