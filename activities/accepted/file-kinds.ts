/** What a file of the workspace is to the contract. Pure. */

import { type BytePath, toBytePath, utf8Path } from '../../tree/tree-paths.ts';
import { TEST_FILES, TEST_FOLDERS } from '../../workflows/contract/command-line/test-names.ts';
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

/** No runner takes these for tests: descriptions and texts (`api.spec.json`). */
const DATA_NAMES = [
  'json',
  'jsonc',
  'yaml',
  'yml',
  'toml',
  'xml',
  'html',
  'css',
  'svg',
  'md',
  'proto',
].flatMap((type) => [`**/*.spec.${type}`, `**/*.test.${type}`, `**/*_test.${type}`, `**/*_spec.${type}`]);

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

function testsOf(commands: readonly string[]): PathFilter {
  const isNamed = pathFilter(TEST_FILES);
  const isUsual = pathFilter(usualTests(commands));
  const isData = pathFilter(DATA_NAMES);
  const stands = pathFilter(TEST_FOLDERS);
  return (path) => isUsual(path) || stands(path) || (isNamed(path) && !isData(path));
}

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

/** Declared, and by no pattern that ends in its name. */
export function isWide(contract: Contract): PathFilter {
  const patterns = contract.boundaries.writePaths ?? [];
  const isDeclared = pathFilter(patterns);
  const names = new Set(patterns.map((pattern) => nameOf(toBytePath(pattern))));
  return (path) => isDeclared(path) && !names.has(nameOf(path));
}

const nameOf = (path: BytePath): string => path.slice(path.lastIndexOf('/') + 1);
