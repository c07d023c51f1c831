/** What helps a goal that has reached its budget. Pure. */
import type { Unlock } from '../../report.ts';
import type { CheckReport } from '../../reported-checks.ts';
import type { BudgetLine, UsageReport } from '../../reported-usage.ts';
import { shortTime } from '../../short-time.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { missingClaim } from './missing-claim.ts';

/** `resume`: how a stopped goal is resumed. */
export function budgetAdvice(
  source: ReportSource,
  checks: readonly CheckReport[],
  usage: UsageReport,
  resume: string,
): Omit<Unlock, 'failingChecks'> {
  const { snapshot, events, closingWords } = source;
  const reached = usage.budget.filter(({ isReached }) => isReached);
  const isSummedUp = events.turns.shown.at(-1)?.kind === 'wrapUp';
  const summedUp = isSummedUp && closingWords !== undefined ? { nextStep: closingWords } : {};
  if (reached.length === 0 && usage.budget.length > 0)
    return {
      what: 'A person: the budget was raised, and the goal goes on when it is resumed.',
      steps: [resume],
      ...summedUp,
    };
  return {
    what: `More budget: ${reached.map(spentLine).join('; ') || snapshot.statusReason}.`,
    steps: [
      ...freeCheck(source, checks),
      `Raise ${names(reached) || 'the budget'} and resume the goal: PATCH …/goal with the new budget and "status": "active" does both.`,
    ],
    ...summedUp,
  };
}

/** The checks have not run on the last work: how much more budget is needed may be unknown. */
function freeCheck(source: ReportSource, checks: readonly CheckReport[]): string[] {
  if (checks.length === 0) return [];
  const missing = missingClaim(source, checks);
  return missing === undefined
    ? [
        'See at no cost whether the work passes by now: POST …/goal/check. Completing the goal takes a claim, and so one more turn.',
      ]
    : [`What is missing is a claim of the model, which takes one more turn: ${missing}.`];
}

const spentLine = ({ dimension, used, limit }: BudgetLine): string =>
  dimension === 'deadline'
    ? `the deadline ${shortTime(String(limit))} has passed`
    : `${dimension} ${Number(used).toLocaleString('en-US')} of ${Number(limit).toLocaleString('en-US')}`;

const names = (lines: readonly BudgetLine[]): string =>
  lines.map(({ dimension }) => `budget.${dimension}`).join(' and ');
