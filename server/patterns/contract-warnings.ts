/** Warnings about a contract's path patterns, as a reply that set or changed it carries them. */
import type { ThreadRow } from '../../journal/journal.ts';
import { type PatternLists, patternWarnings } from '../../workflows/contract/patterns/pattern-warnings.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { knownPaths } from './known-paths.ts';

export interface ContractWarning {
  readonly code: string;
  /** Where in the body that was sent, e.g. `verification.protectedPaths[2]`. */
  readonly path: string;
  readonly message: string;
}

/** As members of the reply: none when there is nothing to say. `prefix`: where the contract stands in the body. */
export async function contractWarnings(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  contract: PatternLists,
  prefix = '',
): Promise<{ readonly warnings?: readonly ContractWarning[] }> {
  const { verification, boundaries } = contract;
  const hasPatterns = (verification?.protectedPaths ?? []).length + (boundaries?.writePaths ?? []).length > 0;
  const known = hasPatterns ? await knownPaths(dependencies, thread) : undefined;
  if (known === undefined) return {};
  const warnings = patternWarnings(contract, known).map(({ code, field, index, message }) => ({
    code,
    path: `${prefix}${field}[${index}]`,
    message,
  }));
  return warnings.length === 0 ? {} : { warnings };
}
