/** What all check results together mean, and how that is told to the model. Pure. */
import type { CheckOutcome, ChecksResult } from '../../workflows/activities.ts';
import { refusesNothing } from '../../workflows/auditor.ts';
import { checkLine } from '../../workflows/check-line.ts';
import { cutText } from '../../workflows/cut-text.ts';

/** What one look at the workspace showed. */
export interface Seen {
  readonly outcomes: readonly CheckOutcome[];
  readonly changedProtectedPaths: readonly string[];
  /** Changed files that checks read, and that are neither declared as the work nor protected. */
  readonly undeclaredReads?: readonly string[];
  readonly refusesUndeclaredReads?: boolean;
  /** Names of checks that pass and lean on nothing that was done. */
  readonly unproven?: readonly string[];
  /** The workspace changed while it was looked at. */
  readonly hasMoved?: boolean;
  readonly cannotRun?: string | undefined;
}

/** Verdicts travel through Temporal history. */
const MAX_LISTED_PATHS = 20;
const MAX_PATH_CHARACTERS = 160;
const listed = (paths: readonly string[], max: number): string[] =>
  paths.slice(0, max).map((path) => cutText(path, MAX_PATH_CHARACTERS));

/** Every check passed, by the work, and nothing sealed was touched; anything less proves nothing. */
export function verdictOf(seen: Seen): ChecksResult {
  const { outcomes, changedProtectedPaths, undeclaredReads = [], unproven = [], cannotRun } = seen;
  const reason = refusalIn(seen);
  const proven = reason === undefined && outcomes.some(({ role }) => role === 'verification');
  return {
    outcomes,
    changedProtectedPaths: listed(changedProtectedPaths, MAX_LISTED_PATHS),
    ...(undeclaredReads.length === 0 ? {} : { undeclaredReads: listed(undeclaredReads, MAX_NAMED) }),
    ...(unproven.length === 0 ? {} : { unproven }),
    proven,
    ...(reason === undefined ? {} : { reason }),
    ...(cannotRun === undefined ? {} : { cannotRun }),
  };
}

const MAX_NAMED = 10;
const named = (names: readonly string[]): string => listed(names, MAX_NAMED).join(', ');

/** The first of the reasons to refuse, the most serious one first. */
function refusalIn(seen: Seen): string | undefined {
  const { outcomes, changedProtectedPaths, undeclaredReads = [], unproven = [] } = seen;
  if (changedProtectedPaths.length > 0)
    return `protected paths were changed: ${named(changedProtectedPaths)}`;
  const failed = outcomes.find((outcome) => !outcome.passed);
  if (failed !== undefined) return checkLine(failed);
  if (seen.refusesUndeclaredReads && undeclaredReads.length > 0)
    return `checks read changed files that the contract does not declare as the work: ${named(undeclaredReads)}`;
  if (unproven.length > 0)
    return `it proves nothing that ${named(unproven)} passes now: it failed at first, and passes without the work as well`;
  return seen.hasMoved ? 'the workspace changed while the checks ran' : undefined;
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
  const lines = [...verdict.outcomes.map(checkLine), ...undeclaredLines(verdict)];
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

const undeclaredLines = ({ undeclaredReads = [] }: ChecksResult): string[] =>
  undeclaredReads.map((path) => `checks read a changed file that is not declared as the work: ${path}`);

/** The last characters, from the start of a line. */
function endOf(text: string): string {
  if (text.length <= MAX_TAIL_CHARACTERS) return text.trimEnd();
  const tail = text.slice(-MAX_TAIL_CHARACTERS);
  return tail.slice(tail.indexOf('\n') + 1).trimEnd();
}
