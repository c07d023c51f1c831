/**
 * What the path patterns of a contract are weak in: by how they are written, and by what the workspace holds,
 * where that is known. Pure.
 */
import { patternProblem } from '../../../workflows/contract/patterns/pattern-problem.ts';
import { patternWarnings } from '../../../workflows/contract/patterns/pattern-warnings.ts';
import type { KnownPaths } from '../../../workflows/contract/patterns/unmatched-patterns.ts';
import type { PartialContract } from '../../schema/partial-contract.ts';
import type { Finding } from '../draft.ts';
import { finding } from './finding.ts';

export function lintPatterns(contract: PartialContract, workspace: KnownPaths | undefined): Finding[] {
  const { verification, boundaries } = contract;
  const unreadable = [
    ...notUnderstood('verification.protectedPaths', verification?.protectedPaths),
    ...notUnderstood('boundaries.writePaths', boundaries?.writePaths),
  ];
  const named = new Set(unreadable.map(({ field }) => field));
  const unmatched = workspace === undefined ? [] : patternWarnings(contract, workspace);
  const findings = unmatched.map(({ code, field, index, message }) =>
    finding(code, `${field}.${index}`, message),
  );
  // A pattern that is not understood matches nothing: that is said once.
  return [...unreadable, ...findings.filter(({ field }) => !named.has(field)), ...undeclaredWork(contract)];
}

const notUnderstood = (field: string, patterns: readonly string[] = []): Finding[] =>
  patterns.flatMap((pattern, index) => {
    const problem = patternProblem(pattern);
    return problem === undefined
      ? []
      : [finding('patternNotUnderstood', `${field}.${index}`, `${JSON.stringify(pattern)} ${problem}.`)];
  });

function undeclaredWork({ verification, boundaries }: PartialContract): Finding[] {
  const hasChecks = (verification?.checks ?? []).length > 0;
  return hasChecks && boundaries?.writePaths === undefined
    ? [finding('undeclaredWork', 'boundaries.writePaths')]
    : [];
}
