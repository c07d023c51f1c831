/** What a file of the workspace is to the contract. Pure. */
import type { Contract } from '../../workflows/contract.ts';
import { checksOf } from '../../workflows/contract.ts';
import { configurationOf } from '../../workflows/runner-files.ts';
import type { WorkspaceChanges } from '../../workflows/workspace-changes.ts';
import { type BytePath, displayPath } from '../workspace/tree-paths.ts';
import { pathFilter } from './path-filter.ts';

type FileKind = WorkspaceChanges['files'][number]['kind'];

/** Protected goes before declared: a seal holds whatever else was said. */
export function fileKinds(contract: Contract): (path: BytePath) => FileKind {
  const isProtected = pathFilter(contract.verification.protectedPaths);
  const isDeclared = pathFilter(contract.boundaries.writePaths ?? []);
  const isConfiguration = configurationOf(checksOf(contract).map(({ check }) => check.command));
  return (path) => {
    if (isProtected(path)) return 'protected';
    if (isDeclared(path)) return 'declared';
    return isConfiguration(displayPath(path)) ? 'configuration' : 'other';
  };
}
