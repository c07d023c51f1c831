/** What a file of the workspace is to the contract. Pure. */

import { type BytePath, utf8Path } from '../../tree/tree-paths.ts';
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
