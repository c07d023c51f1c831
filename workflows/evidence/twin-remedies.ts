/** What helps where twins refuse a claim, for whoever can do it. Pure. */
import type { Policy } from '../contract/contract.ts';
import type { ChecksVerdict } from './checks-verdict.ts';
import type { TwinSummary } from './twin-summary.ts';

/** Whether a claim of completion is refused by this. */
export const refusesClaim = ({ standing }: TwinSummary, twins: Policy['twins']): boolean =>
  twins !== 'off' &&
  (standing === 'cannotFail' ||
    standing === 'recognised' ||
    (standing === 'notShown' && twins === 'require'));

/** The one that refuses, the most serious first. What is only not shown refuses where it is required. */
export function refusingTwin(twins: readonly TwinSummary[], isRequired: boolean): TwinSummary | undefined {
  const found = (standing: TwinSummary['standing']): TwinSummary | undefined =>
    twins.find((twin) => twin.standing === standing);
  return found('cannotFail') ?? found('recognised') ?? (isRequired ? found('notShown') : undefined);
}

/** Whose twins it was that refused; `undefined`: it was something else, or nothing did. */
export const twinThatRefused = ({
  twins = [],
  refusingTwin: name,
}: Pick<ChecksVerdict, 'twins' | 'refusingTwin'>): TwinSummary | undefined =>
  name === undefined ? undefined : twins.find(({ check }) => check === name);

/** Sentences for the model. How closely its work is looked at is for others to say. */
export function twinAdvice(twin: TwinSummary): string[] {
  const cases = casesLeftOut(twin);
  return [
    ...(cases === undefined
      ? []
      : [
          `The command of "${twin.check}" leaves cases out (${cases}): tell the user that it may name whole files instead.`,
        ]),
    ...(twin.standing === 'canFail' ? [] : [ADVICE[twin.standing]]),
  ];
}

const CONTEST = 'contest the check (update_goal with status "contested"), so that the user is asked';

const ADVICE: Readonly<Record<Exclude<TwinSummary['standing'], 'canFail'>, string>> = {
  cannotFail: `If the work is honest and the check cannot be met so, say what shows it and ${CONTEST}.`,
  recognised: `The work may not read, count or compare the files that test it. If it does none of that, say what shows it and ${CONTEST}.`,
  notShown: `That is for the contract, which the user can edit, and not for the work: tell them, or ${CONTEST}.`,
};

/** Steps for whoever set the goal. */
export function twinRemedies(twin: TwinSummary): string[] {
  const { check, standing } = twin;
  const cases = casesLeftOut(twin);
  return [
    ...(cases === undefined
      ? []
      : [`Let the command of "${check}" name whole files instead of cases (${cases}): PATCH …/goal.`]),
    standing === 'notShown'
      ? `Name a change that has to make "${check}" fail (twin of the check), or require no twins ("use" for policy.twins): PATCH …/goal.`
      : 'If you have read the work and it is right, have no twins tried for this goal ("off" for policy.twins: PATCH …/goal).',
  ];
}

/** A further trial may have refused it for another reason. */
const casesLeftOut = ({ standing, survived, leavesOut = [] }: TwinSummary): string | undefined =>
  leavesOut.length > 0 && (standing === 'notShown' || (standing === 'cannotFail' && survived > 0))
    ? leavesOut.join(', ')
    : undefined;
