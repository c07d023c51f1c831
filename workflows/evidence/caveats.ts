/**
 * What a reader has to know of a claim that held, before anything else: where the evidence is thinner than it
 * looks. Pure.
 */
import type { ChecksVerdict } from './checks-verdict.ts';

/** It is what a record holds: items of older releases lack most of it. */
export type Caveated = Pick<
  ChecksVerdict,
  'undeclaredReads' | 'changedData' | 'passedBefore' | 'passedWithOtherTests' | 'twins'
> & {
  readonly outcomes: readonly { readonly role: string }[];
};

const MAX_NAMED = 5;
const DECLARE = '; declare in boundaries.writePaths what of them is the work';

/**
 * One sentence each, without its full stop; empty when there is nothing to add. `isDone`: nothing can be
 * declared any more.
 */
export function caveatsOf(caveated: Caveated, isDone = false): string[] {
  const { undeclaredReads = [], changedData = [], twins = [] } = caveated;
  const unshown = twins.filter(({ standing, printedByWork }) => standing === 'notShown' && !printedByWork);
  const printed = twins.filter(({ printedByWork }) => printedByWork);
  const surviving = twins.filter(({ standing, survived }) => standing === 'canFail' && survived > 0);
  return [
    ...passedBeforeCaveat(caveated),
    ...(undeclaredReads.length === 0
      ? []
      : [
          `checks read changed files that are neither declared as the work nor protected: ${named(undeclaredReads)}${isDone ? '' : DECLARE}`,
        ]),
    ...(changedData.length === 0
      ? []
      : [
          `the work changed files that were there at the start and say what must come out: ${named(changedData)}`,
        ]),
    ...(unshown.length === 0
      ? []
      : [
          `not shown to be able to fail where an expectation of its tests is changed: ${named(unshown.map(({ check }) => check))}`,
        ]),
    ...(printed.length === 0
      ? []
      : [
          `figure printed by a process that runs the work, or may run it, so that the work could print another one: ${named(printed.map(({ check }) => check))}`,
        ]),
    ...twins.flatMap(({ check, idle = [] }) =>
      idle.length === 0 ? [] : [`${check} reads tests that it does not run: ${named(idle)}`],
    ),
    ...twins.flatMap(({ check, unchanged = [] }) =>
      unchanged.length === 0
        ? []
        : [`nothing could be changed of what failed in ${check} without the work: ${named(unchanged)}`],
    ),
    ...twins.flatMap(({ check, available }) =>
      available === undefined
        ? []
        : [
            `not all of the ${available} expectations of ${check} were changed to see whether it can fail, since more would take too long`,
          ],
    ),
    ...surviving.map(
      ({ check, survived, tried }) =>
        `${survived} of ${tried} changes of expectations made no difference to ${check}`,
    ),
  ];
}

/** Which checks prove nothing of the work, since they passed without it. */
export function passedBeforeCaveat({
  outcomes,
  passedBefore = [],
  passedWithOtherTests = [],
}: Caveated): string[] {
  const others = passedBefore.filter((name) => passedWithOtherTests.includes(name));
  const same = passedBefore.filter((name) => !others.includes(name));
  const verifying = outcomes.filter(({ role }) => role === 'verification').length;
  return [
    ...(same.length === 0
      ? []
      : [
          same.length === verifying
            ? 'every check that verifies it passed before the work as well, so that they prove nothing of the work'
            : `${named(same)} passed before the work as well, and proves nothing of it`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `${named(others)} passed before the work as well, with other tests than now, so that only what was changed in these can prove anything of it`,
        ]),
  ];
}

const named = (names: readonly string[]): string => {
  const shown = names.slice(0, MAX_NAMED).join(', ');
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
};
