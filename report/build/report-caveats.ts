/** Where a report's evidence is thinner than it looks, one sentence each, without its full stop. Pure. */
import { uncountedLimits } from '../../workflows/budget/uncounted-limits.ts';
import { checksOf } from '../../workflows/contract/contract.ts';
import { protectedWork, protectedWorkText } from '../../workflows/contract/patterns/protected-work.ts';
import { type Caveated, caveatsOf, passedBeforeCaveat } from '../../workflows/evidence/caveats.ts';
import type { Contest } from '../../workflows/goal/goal.ts';
import { withoutStop } from '../../workflows/goal/status-sentence.ts';
import { counted } from '../../workflows/text/counted.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { CheckReport } from '../reported-checks.ts';
import type { ReportSource } from '../source/report-source.ts';
import { isBranch, leftOutOf, namedFiles } from './left-out.ts';
import { passedBefore } from './passed-before.ts';

/** One function for each kind; a kind that says nothing adds nothing. */
export const reportCaveats = (source: ReportSource, checks: readonly CheckReport[]): string[] => [
  ...lockedCaveats(source),
  ...verdictCaveats(source, checks),
  ...twinCaveats(source),
  ...contestCaveats(source),
  ...untestedCaveats(source),
  ...unheardCaveats(source),
  ...uncountedCaveats(source),
];

/** What was proven, was proven in spite of it. */
function lockedCaveats({ contracts, snapshot }: ReportSource): string[] {
  const locked = protectedWork(contracts.at(-1)?.contract ?? {});
  return locked.length === 0 || snapshot.status === 'complete' ? [] : [protectedWorkText(locked)];
}

/** The verdict is that of the last claim; only the baseline can be thin before the first one. */
function verdictCaveats(source: ReportSource, checks: readonly CheckReport[]): string[] {
  const { latestVerdict } = source;
  if (latestVerdict !== undefined && latestVerdict.body.purpose !== 'baseline')
    return caveatsOf(
      ofChecksAsTheyAre(latestVerdict.body.verdict, checks),
      source.snapshot.status === 'complete',
    );
  const before = checks.flatMap((check) =>
    check.role === 'verification' && passedBefore(source, check) ? [check.name] : [],
  );
  return passedBeforeCaveat({ outcomes: checks, passedBefore: before });
}

/** A check that was edited since, or is gone, is another one. */
function ofChecksAsTheyAre(verdict: Caveated, checks: readonly CheckReport[]): Caveated {
  const isStill = (name: string): boolean =>
    checks.some((check) => check.name === name && check.final !== null);
  const { twins = [], passedBefore = [] } = verdict;
  return {
    ...verdict,
    twins: twins.filter(({ check }) => isStill(check)),
    passedBefore: passedBefore.filter(isStill),
  };
}

/** A policy that tries no twins is a choice, and one that a reader has to know of. */
function twinCaveats({ contracts }: ReportSource): string[] {
  const contract = contracts.at(-1)?.contract;
  return contract?.policy.twins === 'off' && checksOf(contract).length > 0
    ? ['no check was shown to be able to fail, since the contract has twins off']
    : [];
}

const RULINGS: Readonly<Record<Contest['ruling'], string>> = {
  open: 'a person has to rule on it',
  stands: 'a person ruled that it stands',
  unanswered: 'nobody ruled on it in time, so that it stands',
  editing: 'a person wants to edit the contract',
  edited: 'the contract was edited since',
  withdrawn: 'nobody has ruled on it',
};

/** Whoever reads of a proof should know which of its checks was called wrong. */
const contestCaveats = ({ contested = [] }: ReportSource): string[] =>
  contested.map(
    ({ check, turn, ruling, contradiction, reason }) =>
      `the model contested ${check}${isRepeated(contested, check) ? ` in turn ${turn}` : ''}: ${RULINGS[ruling]}` +
      `${quoted('the model says', contradiction)}${quoted('the person says', reason)}`,
  );

const isRepeated = (contested: NonNullable<ReportSource['contested']>, name: string): boolean =>
  contested.filter(({ check }) => check === name).length > 1;

const MAX_QUOTED_CHARACTERS = 200;

const quoted = (who: string, words: string | undefined): string =>
  words === undefined ? '' : `; ${who} "${cutToLine(words, MAX_QUOTED_CHARACTERS)}"`;

/** The workspace holds more than what was proven. */
function untestedCaveats({ snapshot, latestVerdict }: ReportSource): string[] {
  if (snapshot.status !== 'complete' || latestVerdict === undefined) return [];
  const all = leftOutOf(latestVerdict.body);
  const leftOut = all.filter((path) => !isBranch(path));
  const branches = all.filter(isBranch);
  const [changes, them] = leftOut.length === 1 ? ['one change', 'it'] : [`${leftOut.length} changes`, 'them'];
  return [
    ...(leftOut.length === 0
      ? []
      : [
          `${changes} of the workspace no check has seen, since the contract does not declare ${them} as the work ` +
            `(boundaries.writePaths): ${namedFiles(leftOut)}`,
        ]),
    ...(branches.length === 0
      ? []
      : [`checks ran without what moved a branch of git, as a commit does: ${namedFiles(branches)}`]),
  ];
}

/** An auditor that gives no verdict refuses nothing and proves nothing: the turn of the claim fails. */
function unheardCaveats({ snapshot, events, latestRuling }: ReportSource): string[] {
  const since = latestRuling?.seq ?? 0;
  const unheard = events.turns.shown.filter(
    ({ ended }) => ended !== undefined && ended.seq > since && ended.failureOf === 'auditor',
  );
  const last = unheard.at(-1);
  if (snapshot.status === 'complete' || last?.ended?.failure === undefined) return [];
  const turns = unheard.length === 1 ? '' : `${unheard.length} times, lastly `;
  return [
    `a claim was not ruled on, since the auditor could not be heard (${turns}in turn ${last.turn}): ` +
      cutToLine(withoutStop(last.ended.failure), MAX_QUOTED_CHARACTERS),
  ];
}

/** A limit of what is never counted is none. */
function uncountedCaveats({ snapshot, events, contracts }: ReportSource): string[] {
  const { usage: atEnd = snapshot.usage } = events.turns.usageAtEnd ?? {};
  const usage = atEnd.modelCalls > snapshot.usage.modelCalls ? atEnd : snapshot.usage;
  const limits = uncountedLimits(usage, contracts.at(-1)?.contract.budget);
  if (limits === undefined || events.turns.sum.tokens > 0) return [];
  const named = limits.map((dimension) => `budget.${dimension}`).join(' and ');
  const binds = named === '' ? '' : `, and ${named} will stop nothing`;
  return [`the model's server has counted no tokens in ${counted(usage.modelCalls, 'model call')}${binds}`];
}
