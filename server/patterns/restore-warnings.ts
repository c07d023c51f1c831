/** Warnings about paths that a person wants put back, as far as the server knows what the workspace holds. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import { unmatchedPatterns } from '../../workflows/contract/patterns/unmatched-patterns.ts';
import type { ServerDependencies } from '../dependencies.ts';
import type { ContractWarning } from './contract-warnings.ts';
import { knownPaths } from './known-paths.ts';

/**
 * Only the worker has the accepted state, which may hold what is gone from the workspace: the look that puts
 * back says for certain what there was nothing to put back of.
 */
export async function restoreWarnings(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  paths: readonly string[],
): Promise<{ readonly warnings?: readonly ContractWarning[] }> {
  const known = await knownPaths(dependencies, thread);
  if (known === undefined) return {};
  const warnings = unmatchedPatterns(paths, known).map(({ pattern, index, hint }) => ({
    code: 'patternMatchesNothing',
    field: `paths.${index}`,
    message:
      `"${pattern}" matches nothing that is in the workspace: unless it was accepted and is gone, there is nothing to put back.` +
      (hint === undefined ? '' : ` Did you mean "${hint}"?`),
  }));
  return warnings.length === 0 ? {} : { warnings };
}
