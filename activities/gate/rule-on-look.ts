/** The verdict on what a look found, doubted where nothing else refuses it. */
import type { TwinRecord } from '../../journal/bodies/twin-record.ts';
import { treeDigestOf } from '../../states/manifest-format.ts';
import { shortDigest } from '../../tree/short-digest.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { refusesNothing } from '../../workflows/evidence/auditor.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import { isWhole } from '../accepted/accepted-state.ts';
import { tellsProgress } from '../accepted/progress-paths.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { passedBeforeWork } from '../checks/known-of-check.ts';
import { withOtherTests } from '../checks/with-other-tests.ts';
import { askedOfPerson, changedExpectations } from '../doubt/changed-tests.ts';
import type { Doubts } from '../doubt/doubt-checks.ts';
import { doubtAll } from './doubt-all.ts';
import type { LookScope } from './look-scope.ts';
import { shownSeen } from './shown-seen.ts';
import { type Seen, verdictOf } from './verdict.ts';

/** The verdict as the model may know it, the whole of it, and the twins behind it one by one. */
export interface Ruling {
  readonly verdict: ChecksVerdict;
  readonly whole: ChecksVerdict;
  readonly twins: readonly TwinRecord[];
  /** All that a person is asked about. */
  readonly asked: readonly string[];
}

export async function ruleOn(look: LookScope, examined: readonly ExaminedCheck[]): Promise<Ruling> {
  const { dependencies, input, contract, survey } = look;
  const { states } = dependencies.workspaces;
  const { policy } = contract;
  const asked = (of: readonly ExaminedCheck[]): Promise<readonly string[]> =>
    askedOfPerson(of, survey, states, policy.undeclaredReads);
  const visible = examined.filter(({ check }) => !isHidden(check));
  const before = await passedBefore(look, examined);
  const seen: Seen = {
    outcomes: examined.map(({ outcome }) => outcome),
    changedProtectedPaths: survey.changedProtectedPaths,
    undeclaredReads: undeclaredReads(examined),
    refusesUndeclaredReads: policy.undeclaredReads === 'refuse',
    changedTests: await asked(examined),
    changedData: await changedExpectations(examined, survey, states),
    passedBefore: before,
    passedWithOtherTests: withOtherTests(examined, survey).filter((name) => before.includes(name)),
    cannotRun: cannotRun(examined),
  };
  const ruled = (all: Seen, changedTests: readonly string[], twins: readonly TwinRecord[]): Ruling => {
    const shown = shownSeen(all, {
      examined,
      visible: { undeclaredReads: undeclaredReads(visible), changedTests },
      twins: policy.twins,
    });
    const digest = { workspaceDigest: shortDigest(survey.state.digest), ...progressDigest(look) };
    return {
      verdict: { ...verdictOf(shown), ...digest },
      whole: { ...verdictOf(all), ...digest },
      twins,
      asked: all.changedTests ?? [],
    };
  };
  const askedOfVisible = await asked(visible);
  const first = ruled(seen, askedOfVisible, []);
  // What would be refused in any case need not be doubted, and nothing is claimed by a baseline or a look of
  // the service's own.
  const isUnclaimed = input.purpose === 'baseline' || input.purpose === 'measure';
  if (!refusesNothing(first.whole) || isUnclaimed) return first;
  const doubted = await doubtAll(look, examined);
  const all = (list: (doubts: Doubts) => readonly string[], of = doubted): string[] =>
    of.flatMap(({ doubts }) => list(doubts));
  const twins = doubted.flatMap(({ doubts }) => doubts.twins);
  const changed = (of = doubted): string[] => all(({ changedTests }) => changedTests, of);
  return ruled(
    {
      ...seen,
      changedTests: [...new Set([...(seen.changedTests ?? []), ...changed()])],
      failedAsAccepted: doubted
        .map(({ doubts }) => doubts.failedAsAccepted)
        .find((failed) => failed !== undefined),
      traces: doubted.flatMap(({ doubts }) => doubts.traces),
      unproven: all(({ unproven }) => unproven),
      unsteady: all(({ unsteady }) => unsteady),
      hasMoved: !(await survey.isUnchanged()),
      twins: twins.map(({ summary }) => summary),
      requiresTwins: policy.twins === 'require',
    },
    [...new Set([...askedOfVisible, ...changed(doubted.filter(({ isShared }) => isShared))])],
    twins,
  );
}

/** Only a baseline is held against the turn that follows it. */
const progressDigest = ({ input, survey }: LookScope): Pick<ChecksVerdict, 'progressDigest'> =>
  input.purpose === 'baseline'
    ? { progressDigest: shortDigest(treeDigestOf(survey.state.manifest, tellsProgress)) }
    : {};

const cannotRun = (examined: readonly ExaminedCheck[]): string | undefined =>
  examined
    .filter((each) => each.cannotRun !== undefined)
    .map((each) => `${each.check.name}: ${each.cannotRun}`)[0];

const undeclaredReads = (examined: readonly ExaminedCheck[]): string[] => [
  ...new Set(
    examined.flatMap(({ runs }) => runs.flatMap(({ reads }) => (reads.known ? reads.undeclared : []))),
  ),
];

async function passedBefore(
  { dependencies: { journal }, input: { goal }, earlierRuns }: LookScope,
  examined: readonly ExaminedCheck[],
): Promise<string[]> {
  const acceptances = await journal.listAcceptances(goal.goalId, goal.revision);
  const acceptedFrom = acceptances.find(isWhole)?.revision;
  return examined.flatMap(({ check, role, known }) =>
    role === 'verification' && passedBeforeWork(check, earlierRuns, known, acceptedFrom) ? [check.name] : [],
  );
}
