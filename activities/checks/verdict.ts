/** What all check results together mean, and how that is told to the model. Pure. */
import type { CheckOutcome, ChecksResult } from '../../workflows/activities.ts';
import { refusesNothing } from '../../workflows/auditor.ts';
import { checkLine } from '../../workflows/check-line.ts';

/** Every check passed and nothing sealed was touched; anything less proves nothing. */
export function verdictOf(
  outcomes: readonly CheckOutcome[],
  changedProtectedPaths: readonly string[],
  cannotRun?: string,
): ChecksResult {
  const failed = outcomes.find((outcome) => !outcome.passed);
  const reason =
    changedProtectedPaths.length > 0
      ? `protected paths were changed: ${changedProtectedPaths.slice(0, 10).join(', ')}`
      : failed === undefined
        ? undefined
        : checkLine(failed);
  const proven = reason === undefined && outcomes.some(({ role }) => role === 'verification');
  return {
    outcomes,
    changedProtectedPaths: changedProtectedPaths.slice(0, 50),
    proven,
    ...(reason === undefined ? {} : { reason }),
    ...(cannotRun === undefined ? {} : { cannotRun }),
  };
}

/** What a check that failed printed last. */
export interface FailedOutput {
  readonly name: string;
  readonly outputTail: string;
}

const MAX_TAIL_CHARACTERS = 2_000;

/**
 * The answer to a claim of completion: figures, and the end of what failing checks printed. `hasAuditor`: where nothing refuses
 * the claim, another has the last word on it.
 */
export function verdictText(
  verdict: ChecksResult,
  failures: readonly FailedOutput[] = [],
  hasAuditor = false,
): string {
  const lines = verdict.outcomes.map(checkLine);
  if (hasAuditor && refusesNothing(verdict))
    return [
      'Nothing that the service checked stands against the claim; the auditor rules on it.',
      ...lines,
    ].join('\n');
  if (verdict.proven)
    return [
      'The service ran every check of the contract itself: all passed. The goal is complete.',
      ...lines,
    ].join('\n');
  return [
    `Completion refused: ${verdict.reason ?? 'the contract has no check that proves it'}.`,
    'The service ran the checks itself, on a copy of the workspace:',
    ...lines,
    ...verdict.changedProtectedPaths.map(
      (path) => `protected path changed: ${path} (restore it; it may not differ)`,
    ),
    ...failures.map(({ name, outputTail }) => `Output of "${name}" (its end):\n${endOf(outputTail)}`),
    'The goal stays active. Go on from this evidence.',
  ].join('\n');
}

/** The last characters, from the start of a line. */
function endOf(text: string): string {
  if (text.length <= MAX_TAIL_CHARACTERS) return text.trimEnd();
  const tail = text.slice(-MAX_TAIL_CHARACTERS);
  return tail.slice(tail.indexOf('\n') + 1).trimEnd();
}
