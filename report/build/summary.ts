/**
 * The report in one paragraph. It says what the service saw and did itself, and of the model only what it
 * claims: whoever reads nothing else must not believe more than the evidence shows. Pure.
 */
import { turnsText } from '../../workflows/budget/turns-text.ts';
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import { counted } from '../../workflows/text/counted.ts';
import { humanDuration } from '../duration.ts';
import type { Report } from '../report.ts';
import type { CheckReport } from '../reported-checks.ts';
import { changedLine } from './changed-line.ts';
import { failedLine, failingChecks } from './failed-check.ts';
import { asItStands, type Headlined } from './headline.ts';
import { lastResult, whenRan } from './last-result.ts';
import { standingOf } from './standing.ts';

export const summaryOf = (report: Headlined): string =>
  [
    opening(report),
    ...caveatSentences(report),
    ...report.checks.flatMap(metricSentence),
    ...changedSentence(report),
    ...refusedSentence(report),
    ...claimsSentence(report),
    costSentence(report),
  ].join(' ');

const OPENINGS: Readonly<Record<Exclude<GoalStatus, 'complete' | 'active'>, string>> = {
  paused: 'Not complete: the goal is paused.',
  blocked: 'Not complete: the goal is blocked.',
  usageLimited: "Not complete: the provider's usage limit stopped the goal.",
  budgetLimited: 'Not complete: the goal reached its budget.',
  cleared: 'Not complete: the goal was cleared before it was proven.',
};

/** A check with a metric gets a sentence of its own; of the others, the first that failed is named here. */
function opening(report: Headlined): string {
  const { goal, checks, auditor } = report;
  if (goal.status === 'complete') return `Complete. ${proof(checks)}${ruling(auditor)}`;
  const failing = failingChecks(checks).length;
  const known = checks.flatMap((check) => lastResult(check) ?? []);
  const [first] = failingChecks(checks.filter((check) => metricSentence(check).length === 0));
  const [when, ...others] = new Set(known.map(whenRan));
  const lastRan = when === undefined || others.length > 0 ? '' : ` (${when})`;
  const state =
    known.length === 0
      ? `Its checks have not been run ${asItStands(goal)}.`
      : `When the service last ran the checks${lastRan}, ${known.length - failing} of ${checks.length} passed${first === undefined ? '' : `; ${failedLine(first)}`}.`;
  const { words } = standingOf(report);
  const how =
    goal.status === 'active' ? `Not complete: the goal is ${words.toLowerCase()}.` : OPENINGS[goal.status];
  return `${how} ${state}`;
}

/** First of all, since "complete" is what a reader remembers. */
const caveatSentences = ({ caveats }: Headlined): string[] => caveats.map((caveat) => `Note: ${caveat}.`);

/** What the service has seen itself. */
function proof(checks: readonly CheckReport[]): string {
  if (checks.length === 0) return 'The contract has no checks.';
  const all =
    checks.length === 1 ? 'the check of the contract' : `all ${checks.length} checks of the contract`;
  const passed = checks.length === 1 ? 'it passed' : 'they passed';
  return `The service ran ${all} itself, on copies of the workspace, and ${passed}.`;
}

/** A second model's word: not the service's own sight, and said so. */
const ruling = (auditor: Report['auditor']): string =>
  auditor?.accepted
    ? ` The auditor, a model (${auditor.model}), found each of ${counted(auditor.requirements.length, 'requirement')} proven.`
    : '';

function metricSentence({ name, metric, baseline, final }: CheckReport): string[] {
  if (metric === null || final?.metric == null) return [];
  const from = baseline?.metric == null ? '' : ` (${baseline.metric} ${whenRan(baseline)})`;
  return [`${name} measured ${metric.name} ${final.metric}${from}; wanted ${metric.op} ${metric.bound}.`];
}

const changedSentence = ({ changedFiles }: Headlined): string[] =>
  changedFiles === null ? [] : [`Changed: ${changedLine(changedFiles)}.`];

const refusedSentence = ({ refusedAudits: { total } }: Headlined): string[] =>
  total === 0 ? [] : [`${counted(total, 'claim')} of completion ${total === 1 ? 'was' : 'were'} refused.`];

/** "Recorded", since a claim is the model's; what stands behind each is said where it is listed. */
function claimsSentence({ claims }: Headlined): string[] {
  const groups = (['confirmed', 'refuted', 'approximate', 'blocked', 'uncertain'] as const).flatMap(
    (status) => (claims[status].length === 0 ? [] : [`${claims[status].length} ${status}`]),
  );
  return groups.length === 0 ? [] : [`Claims that the model recorded: ${groups.join(', ')}.`];
}

function costSentence({ goal, usage: { total } }: Headlined): string {
  const cost = total.costUsd === 0 ? '' : `, $${total.costUsd.toFixed(2)}`;
  return (
    `${isFinished(goal.status) ? 'It took' : 'So far'} ${turnsText(total)} in ${humanDuration(goal.durationSeconds)}: ` +
    `${counted(total.tokens, 'token')}, ${counted(total.toolCalls, 'tool call')}${cost}.`
  );
}
