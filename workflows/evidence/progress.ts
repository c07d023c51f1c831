/**
 * What counts as progress of a goal: a workspace that looks as it has not looked lately, an audit that came
 * nearer to the finish line than any before, or a claim on new evidence (`ledger-progress.ts`). Never words,
 * never a refused claim as such. Pure.
 */
import type { CheckResult } from './check-result.ts';

/**
 * The best that the checks showed so far: how many passed, and for each metric the least distance to its
 * bound.
 */
export interface BestResult {
  readonly passed: number;
  readonly gaps: Readonly<Record<string, number>>;
}

export const NO_RESULT: BestResult = { passed: 0, gaps: {} };

/**
 * Takes an audit or baseline into account. `isNearer`: more checks pass than ever, or a gap is smaller than
 * ever.
 */
export function compareWithBest(
  best: BestResult,
  outcomes: readonly CheckResult[],
): { readonly best: BestResult; readonly isNearer: boolean } {
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  let isNearer = passed > best.passed;
  const gaps: Record<string, number> = { ...best.gaps };
  for (const { name, gap } of outcomes) {
    if (gap === undefined) continue;
    const before = gaps[name];
    if (before === undefined || gap < before) gaps[name] = gap;
    if (before !== undefined && gap < before) isNearer = true;
  }
  return { best: { passed: Math.max(best.passed, passed), gaps }, isNearer };
}

/** What a turn showed of the workspace and the checks. */
export interface TurnSigns {
  /**
   * It is the digest of the workspace at the turn's last model call; absent when nothing could have changed
   * it.
   */
  readonly digest?: string;
  readonly isNearer: boolean;
}

export const hasProgress = (signs: TurnSigns, seenDigests: readonly string[]): boolean =>
  signs.isNearer || (signs.digest !== undefined && !seenDigests.includes(signs.digest));
