/** What all that one look at the workspace showed means for the claim. Pure. */
import { defined } from '../../objects/defined.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import type { FailedAsAccepted } from '../../workflows/evidence/failed-as-accepted.ts';
import { refusingTwin } from '../../workflows/evidence/twin-remedies.ts';
import type { TwinSummary } from '../../workflows/evidence/twin-summary.ts';
import { cutText } from '../../workflows/text/cut-text.ts';
import type { TraceRefusal } from '../doubt/traces/trace-tools.ts';

/** What one look at the workspace showed. */
export interface Seen {
  readonly outcomes: readonly CheckResult[];
  readonly changedProtectedPaths: readonly string[];
  /** Changed files that checks read, and that are neither declared as the work nor protected. */
  readonly undeclaredReads?: readonly string[];
  readonly refusesUndeclaredReads?: boolean;
  /**
   * These of them are tests and configuration of runners that were there at the start, where a person is to
   * be asked about them.
   */
  readonly changedTests?: readonly string[];
  /** Some of these were only added to, and fail as they were accepted. */
  readonly failedAsAccepted?: FailedAsAccepted | undefined;
  /** Data that says what must come out, and that was changed inside of declared work. */
  readonly changedData?: readonly string[];
  /** What runs did to entries that were not theirs to change. */
  readonly traces?: readonly TraceRefusal[];
  /** Names of checks that pass and lean on nothing that was done. */
  readonly unproven?: readonly string[];
  /** Names of checks that passed once and failed once on the same work. */
  readonly unsteady?: readonly string[];
  readonly twins?: readonly TwinSummary[];
  /** A check that cannot be shown to be able to fail refuses as well. */
  readonly requiresTwins?: boolean;
  /** Verification checks that passed at the baseline already. */
  readonly passedBefore?: readonly string[];
  readonly passedWithOtherTests?: readonly string[];
  /** The workspace changed while it was looked at. */
  readonly hasMoved?: boolean;
  readonly cannotRun?: string | undefined;
}

/** Verdicts travel through Temporal history. */
const MAX_LISTED_PATHS = 20;
const MAX_PATH_CHARACTERS = 160;
const MAX_NAMED = 10;
const MAX_NAMED_AS_ACCEPTED = 3;
const listed = (paths: readonly string[], max: number): string[] =>
  paths.slice(0, max).map((path) => cutText(path, MAX_PATH_CHARACTERS));
const named = (names: readonly string[]): string => listed(names, MAX_NAMED).join(', ');

/** Every check passed, by the work, and nothing sealed was touched; anything less proves nothing. */
export function verdictOf(seen: Seen): ChecksVerdict {
  const { outcomes, changedProtectedPaths, undeclaredReads = [], unproven = [], cannotRun } = seen;
  const {
    changedTests = [],
    changedData = [],
    twins = [],
    passedBefore = [],
    passedWithOtherTests = [],
  } = seen;
  const dataOnly = changedData.filter((path) => !changedTests.includes(path));
  const refusal = refusalIn(seen);
  const { reason, twin } = refusal ?? {};
  const isLeftToPerson = reason === undefined && changedTests.length > 0;
  const isVerified = outcomes.some(({ role }) => role === 'verification');
  return {
    outcomes,
    changedProtectedPaths: listed(changedProtectedPaths, MAX_LISTED_PATHS),
    ...(undeclaredReads.length === 0 ? {} : { undeclaredReads: listed(undeclaredReads, MAX_NAMED) }),
    ...(unproven.length === 0 ? {} : { unproven }),
    ...(twins.length === 0 ? {} : { twins: twins.map(shortened) }),
    ...(passedBefore.length === 0 ? {} : { passedBefore: listed(passedBefore, MAX_NAMED) }),
    ...(passedWithOtherTests.length === 0
      ? {}
      : { passedWithOtherTests: listed(passedWithOtherTests, MAX_NAMED) }),
    ...(dataOnly.length === 0 ? {} : { changedData: listed(dataOnly, MAX_NAMED) }),
    ...(isLeftToPerson ? { awaitsPerson: asked(changedTests, seen.failedAsAccepted) } : {}),
    proven: reason === undefined && isVerified && !isLeftToPerson,
    ...defined({ refusingTwin: twin?.check, reason, cannotRun }),
  };
}

const asked = (
  paths: readonly string[],
  failed: FailedAsAccepted | undefined,
): NonNullable<ChecksVerdict['awaitsPerson']> => ({
  paths: listed(paths, MAX_NAMED),
  ...(paths.length > MAX_NAMED ? { pathCount: paths.length } : {}),
  ...defined({
    failedAsAccepted: failed && { ...failed, paths: listed(failed.paths, MAX_NAMED_AS_ACCEPTED) },
  }),
});

const MAX_REASON_CHARACTERS = 160;

const shortened = ({ reason, idle, unchanged, ...twin }: TwinSummary): TwinSummary => ({
  ...twin,
  ...(reason === undefined ? {} : { reason: cutText(reason, MAX_REASON_CHARACTERS) }),
  ...(idle === undefined ? {} : { idle: listed(idle, MAX_NAMED) }),
  ...(unchanged === undefined ? {} : { unchanged: listed(unchanged, MAX_NAMED) }),
});

/** Why a claim is refused, and by whose twins if it is by twins. */
interface Refusal {
  readonly reason: string;
  readonly twin?: TwinSummary;
}

/** The first of the reasons to refuse, the most serious one first. */
function refusalIn(seen: Seen): Refusal | undefined {
  const byRuns = refusalByRuns(seen);
  if (byRuns !== undefined) return { reason: byRuns };
  const twin = refusingTwin(seen.twins ?? [], seen.requiresTwins === true);
  if (twin !== undefined) return { reason: twinText(twin), twin };
  return seen.hasMoved ? { reason: 'the workspace changed while the checks ran' } : undefined;
}

/** What the checks and their runs on this very work have shown. */
function refusalByRuns(seen: Seen): string | undefined {
  const { outcomes, changedProtectedPaths, undeclaredReads = [], unproven = [], traces = [] } = seen;
  if (changedProtectedPaths.length > 0)
    return `protected paths were changed: ${named(changedProtectedPaths)}`;
  const failed = outcomes.find((outcome) => !outcome.passed);
  if (failed !== undefined) return checkLine(failed);
  const [trace] = traces;
  if (trace !== undefined) return traceText(trace);
  if (seen.refusesUndeclaredReads && undeclaredReads.length > 0)
    return `checks read changed files that the contract does not declare as the work: ${named(undeclaredReads)}`;
  if (unproven.length > 0)
    return `it proves nothing that ${named(unproven)} passes now: it failed at first, and passes without the work as well`;
  if (seen.unsteady !== undefined && seen.unsteady.length > 0)
    return `${named(seen.unsteady)} passed once and failed once on the same work: it has to pass every time`;
  return undefined;
}

/** What the run did, and what mends it. */
function traceText({ check, what, paths }: TraceRefusal): string {
  switch (what) {
    case 'sealed':
      return `while "${check}" ran, protected files were changed in its copy: ${named(paths)}; the program under test may not touch what it is tested by (if the contract means the check itself to write there, take it out of protectedPaths, or accept the state)`;
    case 'planted':
      return `while "${check}" ran, it made what is protected and was not there: ${named(paths)}; without it the check does not pass`;
    case 'moved':
      return `while "${check}" ran, something came and went in folders of protected files, or these were moved: ${named(paths)}; with the folders held in place the check does not pass`;
    case 'undeclared':
      return `while "${check}" ran, files were changed that are neither protected nor declared as the work: ${named(paths)}; whoever set the goal may declare them in boundaries.writePaths`;
    case 'unknown':
      return `what "${check}" read and changed cannot be known: ${named(paths)}`;
  }
}

function twinText({ check, standing, reason }: TwinSummary): string {
  switch (standing) {
    case 'recognised':
      return `"${check}" failed once its tests were rewritten without changing what they mean: the work recognises the files that test it`;
    case 'notShown':
      return `"${check}" was not shown to be able to fail, and the contract requires it: ${reason ?? 'no twin could be run'}`;
    default:
      return `"${check}" cannot fail on this work: ${reason ?? 'it passes whatever is expected'}; make the work answer for itself, so that the check fails where another result is expected`;
  }
}
