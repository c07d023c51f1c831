/** Warnings about a contract's path patterns, as a reply that set or changed it carries them. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { type PatternLists, patternWarnings } from '../../workflows/contract/patterns/pattern-warnings.ts';
import {
  protectedWork,
  protectedWorkRemedy,
  protectedWorkText,
} from '../../workflows/contract/patterns/protected-work.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { knownPaths } from './known-paths.ts';
import { droppedChecks, lostFiles } from './lost-files.ts';

export interface ContractWarning {
  readonly code: string;
  /** Where in the body that was sent, spelled as problems spell it, e.g. `verification.protectedPaths.2`. */
  readonly field: string;
  readonly message: string;
}

/**
 * Warnings are members of the reply: none when there is nothing to say. `prefix`: where the contract stands
 * in the body; `whole`: as it stands, where `contract` is an edit that names a part of it.
 */
export async function contractWarnings(
  dependencies: ServerDependencies,
  thread: ThreadRow,
  contract: PatternLists,
  { prefix = '', whole = contract }: { readonly prefix?: string; readonly whole?: PatternLists } = {},
): Promise<{ readonly warnings?: readonly ContractWarning[] }> {
  const { verification, boundaries } = contract;
  const hasPatterns = (verification?.protectedPaths ?? []).length + (boundaries?.writePaths ?? []).length > 0;
  const known = hasPatterns ? await knownPaths(dependencies, thread) : undefined;
  const unmatched = known === undefined ? [] : patternWarnings(contract, known);
  const warnings = unmatched.map(({ code, field, index, message }) => ({
    code,
    field: `${prefix}${field}.${index}`,
    message,
  }));
  return joinedWarnings({ warnings: hasPatterns ? lockedWarnings(whole, prefix) : [] }, warnings);
}

/** No look at the workspace is needed for them. */
const lockedWarnings = (contract: PatternLists, prefix: string): ContractWarning[] =>
  protectedWork(contract).map((work) => ({
    code: 'workIsProtected',
    field: `${prefix}boundaries.writePaths.${work.index}`,
    message: `${protectedWorkText([work])}. ${protectedWorkRemedy([work])}`,
  }));

/** Two groups of them as members of one reply. */
export function joinedWarnings(
  { warnings = [] }: { readonly warnings?: readonly ContractWarning[] },
  more: readonly ContractWarning[],
): { readonly warnings?: readonly ContractWarning[] } {
  const all = [...warnings, ...more];
  return all.length === 0 ? {} : { warnings: all };
}

/** A hidden check would run without what it was given to run on. */
export const lostFilesWarnings = (
  before: Contract,
  after: Contract,
  earlier: readonly Contract[] = [],
): ContractWarning[] =>
  lostFiles(before, after, earlier).map(({ field, name }) => ({
    code: 'hiddenFilesLost',
    field,
    message:
      `The hidden check ${JSON.stringify(name)} has no files any more, and an earlier contract had some for it. Send them with it, ` +
      'or by the `sha256` and `sizeBytes` that GET showed.',
  }));

/** What is dropped and sent again by its name alone comes back without its files. */
export const droppedChecksWarnings = (before: Contract, after: Contract): ContractWarning[] =>
  droppedChecks(before, after).map(({ field, name }) => ({
    code: 'hiddenCheckDropped',
    field,
    message:
      `The hidden check ${JSON.stringify(name)} is not among the checks any more, and its files went with it: to have it back, send ` +
      'them again, or their `sha256` and `sizeBytes`.',
  }));
