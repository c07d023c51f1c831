/** What is worth saying about the path patterns of a contract, given what its workspace holds. Pure. */
import { type KnownPaths, type UnmatchedPattern, unmatchedPatterns } from './unmatched-patterns.ts';

export interface PatternWarning {
  /**
   * `patternMatchesNothing`: it protects nothing that is there. `sealedAsAbsent`: it names what is not there,
   * and making that will count as a change. `workMatchesNothing`: it declares nothing that is there as the
   * work, and something else comes near.
   */
  readonly code: 'patternMatchesNothing' | 'sealedAsAbsent' | 'workMatchesNothing';
  /** The list that the pattern stands in, and its place there. */
  readonly field: 'verification.protectedPaths' | 'boundaries.writePaths';
  readonly index: number;
  readonly message: string;
}

/** The lists of patterns; a draft or an edit may lack either. */
export interface PatternLists {
  readonly verification?: { readonly protectedPaths?: readonly string[] | undefined } | undefined;
  readonly boundaries?: { readonly writePaths?: readonly string[] | null | undefined } | undefined;
}

export const patternWarnings = (
  { verification, boundaries }: PatternLists,
  known: KnownPaths,
): PatternWarning[] => [
  ...unmatchedPatterns(verification?.protectedPaths ?? [], known).map(protectionWarning),
  // The work may be to make what is not there yet.
  ...unmatchedPatterns(boundaries?.writePaths ?? [], known).flatMap(({ pattern, index, hint }) =>
    hint === undefined ? [] : [workWarning(pattern, index, hint)],
  ),
];

function protectionWarning({ pattern, index, sealsAbsence, hint }: UnmatchedPattern): PatternWarning {
  const field = 'verification.protectedPaths';
  if (sealsAbsence)
    return {
      code: 'sealedAsAbsent',
      field,
      index,
      message: `"${pattern}" is not there: its absence is sealed, and making it counts as a change.`,
    };
  const meant = hint === undefined ? '' : ` Did you mean "${hint}"?`;
  return {
    code: 'patternMatchesNothing',
    field,
    index,
    message: `"${pattern}" matches nothing in the workspace, so it protects nothing that is there.${meant}`,
  };
}

const workWarning = (pattern: string, index: number, hint: string): PatternWarning => ({
  code: 'workMatchesNothing',
  field: 'boundaries.writePaths',
  index,
  message: `"${pattern}" matches nothing in the workspace. Did you mean "${hint}"? What is not declared as the work is no part of what is checked.`,
});
