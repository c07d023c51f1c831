/** What a file of the workspace is to the contract. Pure. */

import { type BytePath, toBytePath, utf8Path } from '../../tree/tree-paths.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { checksOf } from '../../workflows/contract/contract.ts';
import { configurationOf, usualTests } from '../../workflows/contract/runner-files.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import { type PathFilter, pathFilter } from './path-filter.ts';

type FileKind = WorkspaceChanges['files'][number]['kind'];

/** Protected goes before declared: a seal holds whatever else was said. */
export function fileKinds(contract: Contract): (path: BytePath) => FileKind {
  const isProtected = pathFilter(contract.verification.protectedPaths);
  const isDeclared = pathFilter(contract.boundaries.writePaths ?? []);
  const commands = commandsOf(contract);
  const isConfiguration = configurationOf(commands);
  const isTest = testsOf(commands);
  return (path) => {
    if (isProtected(path)) return 'protected';
    if (isDeclared(path)) return 'declared';
    if (isConfiguration(utf8Path(path) ?? path)) return 'configuration';
    return isTest(path) ? 'test' : 'other';
  };
}

/** Names that say "test" in any project, whatever runs them. */
const TEST_NAMES = [
  ...['**/test', '**/tests', '**/__tests__', '**/spec', '**/*.test.*', '**/*.spec.*'],
  ...['**/test_*', '**/*_test.*'],
];

/**
 * Whether a path is a test, or the configuration of a runner that the contract's checks start: what a
 * stranger's contract forgets to protect, and what decides whether checks pass.
 */
export function decidesChecks(contract: Contract): PathFilter {
  const commands = commandsOf(contract);
  const isTest = testsOf(commands);
  const isConfiguration = configurationOf(commands);
  return (path) => isTest(path) || isConfiguration(utf8Path(path) ?? path);
}

const testsOf = (commands: readonly string[]): PathFilter =>
  pathFilter([...TEST_NAMES, ...usualTests(commands)]);

const commandsOf = (contract: Contract): string[] => checksOf(contract).map(({ check }) => check.command);

/**
 * Tests that are declared as the work by the way only: no pattern that covers them names tests. Who means
 * them writes so: `*_test.go` in any folder, `src/area.test.mjs`, `test`.
 */
export function isWideTest(contract: Contract): PathFilter {
  const isTest = testsOf(commandsOf(contract));
  const patterns = contract.boundaries.writePaths ?? [];
  const isDeclared = pathFilter(patterns);
  const isMeant = pathFilter(patterns.filter((pattern) => isTest(toBytePath(pattern))));
  return (path) => isTest(path) && isDeclared(path) && !isMeant(path);
}
