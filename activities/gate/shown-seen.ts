/**
 * What the model may know of a look: of each hidden check whether it held, and nothing else. An exit code, a
 * figure, the name of a file that a run has read or changed, which doubt refused it: the program under test
 * could choose any of them, and so tell the model what the hidden check wants. Pure.
 */
import type { Policy } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import { refusesClaim } from '../../workflows/evidence/twin-remedies.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import type { Seen } from './verdict.ts';

export interface SeenOfHidden {
  readonly examined: readonly ExaminedCheck[];
  /** The same of the visible checks alone. */
  readonly visible: Required<Pick<Seen, 'undeclaredReads' | 'changedTests'>>;
  readonly twins: Policy['twins'];
}

/** Refuses exactly when `seen` does. */
export function shownSeen(seen: Seen, { examined, visible, twins }: SeenOfHidden): Seen {
  const hidden = new Map(
    examined.filter(({ check }) => isHidden(check)).map((each) => [each.check.name, each] as const),
  );
  if (hidden.size === 0) return seen;
  const isVisible = (name: string): boolean => !hidden.has(name);
  const refused = new Set([
    ...(seen.traces ?? []).map(({ check }) => check),
    ...(seen.unproven ?? []),
    ...(seen.unsteady ?? []),
    ...(seen.twins ?? []).filter((twin) => refusesClaim(twin, twins)).map(({ check }) => check),
    ...(seen.refusesUndeclaredReads ? [...hidden.values()].filter(readsUndeclared) : []).map(
      ({ check }) => check.name,
    ),
    ...askedAbout(seen, visible, hidden),
  ]);
  const shown = (outcome: CheckResult): CheckResult =>
    isVisible(outcome.name)
      ? outcome
      : {
          name: outcome.name,
          role: outcome.role,
          passed: outcome.passed && !refused.has(outcome.name),
          exitCode: null,
          isHidden: true,
        };
  return {
    ...seen,
    outcomes: seen.outcomes.map(shown),
    undeclaredReads: visible.undeclaredReads,
    changedTests: visible.changedTests,
    failedAsAccepted: isVisible(seen.failedAsAccepted?.check ?? '') ? seen.failedAsAccepted : undefined,
    traces: (seen.traces ?? []).filter(({ check }) => isVisible(check)),
    passedWithOtherTests: (seen.passedWithOtherTests ?? []).filter(isVisible),
    unproven: (seen.unproven ?? []).filter(isVisible),
    unsteady: (seen.unsteady ?? []).filter(isVisible),
    twins: (seen.twins ?? []).filter(({ check }) => isVisible(check)),
    cannotRun: examined
      .filter(({ cannotRun }) => cannotRun !== undefined)
      .map(
        ({ check: { name }, cannotRun }) => `${name}: ${isVisible(name) ? cannotRun : 'it cannot run'}`,
      )[0],
  };
}

/**
 * A question because of what a hidden check read would be a third answer: such a check has not held, and its
 * owner reads why.
 */
function askedAbout(
  { changedTests = [] }: Seen,
  visible: SeenOfHidden['visible'],
  hidden: ReadonlyMap<string, ExaminedCheck>,
): string[] {
  const more = new Set(changedTests.filter((path) => !visible.changedTests.includes(path)));
  if (more.size === 0) return [];
  const readers = [...hidden.values()].filter(({ runs }) =>
    runs.some(({ reads }) => reads.known && reads.undeclared.some((path) => more.has(path))),
  );
  return readers.length === 0 ? [...hidden.keys()] : readers.map(({ check }) => check.name);
}

const readsUndeclared = ({ runs }: ExaminedCheck): boolean =>
  runs.some(({ reads }) => reads.known && reads.undeclared.length > 0);
