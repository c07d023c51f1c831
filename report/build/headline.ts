/**
 * The first lines of a report: what is proven, what is not, what was changed, what it cost, and what is next.
 * Pure.
 */
import { turnsText } from '../../workflows/budget/turns-text.ts';
import { counted } from '../../workflows/text/counted.ts';
import { humanDuration } from '../duration.ts';
import type { Headline } from '../outcome-report.ts';
import type { Report } from '../report.ts';
import type { CheckReport, ReportedCheckResult } from '../reported-checks.ts';
import type { ReportSource } from '../source/report-source.ts';
import { changedLine } from './changed-line.ts';
import { failedLines } from './failed-check.ts';
import { lastResult, whenRan } from './last-result.ts';
import { stillLeftOut } from './left-out.ts';

export type Headlined = Omit<Report, 'headline' | 'summary'>;

/** More of a kind are counted; all of them stand further down. */
const MAX_NAMED = 5;

export const headlineOf = (
  report: Headlined,
  source: Pick<ReportSource, 'contracts' | 'latestVerdict' | 'snapshot'>,
): Headline => ({
  proven: firstOf(provenLines(report)),
  notProven: firstOf(notProvenLines(report, source)),
  leftOut: stillLeftOut(source),
  changed: changedLine(report.changedFiles),
  cost: costLine(report),
  next: nextLine(report),
});

function firstOf(lines: readonly string[]): string[] {
  const rest = lines.length - MAX_NAMED;
  return rest > 0 ? [...lines.slice(0, MAX_NAMED), `and ${rest} more`] : [...lines];
}

function provenLines({ goal, checks, auditor }: Headlined): string[] {
  const passing = checks.filter((check) => lastResult(check)?.passed);
  if (goal.status !== 'complete') {
    if (passing.length === 0) return ['nothing yet'];
    const since = passing.filter(({ final }) => final !== null);
    const atStart = passing.filter((check) => !since.includes(check));
    const [{ baseline: first } = { baseline: null }] = atStart;
    return [
      'nothing as a whole',
      ...passedOf('passed when last run', since),
      // All of them ran at the same baseline.
      ...passedOf(`passed ${first === null ? '' : whenRan(first)}`, atStart),
    ];
  }
  const auditorWords = auditor?.accepted
    ? [`${counted(auditor.requirements.length, 'requirement')}, by the auditor (${auditor.model})`]
    : [];
  return [...passing.map(passedLine), ...auditorWords];
}

const passedOf = (when: string, checks: readonly CheckReport[]): string[] =>
  checks.length === 0 ? [] : [`${when}: ${checks.map(({ name }) => name).join(', ')}`];

function passedLine({ name, role, metric, baseline, final }: CheckReport): string {
  if (metric === null || final?.metric == null)
    return `${name} passed${role === 'verification' && baseline?.passed ? `, as ${beforeWork(baseline)}` : ''}`;
  const before = baseline?.metric == null ? '' : `${baseline.metric} ${beforeWork(baseline)}, `;
  return `${name} measured ${metric.name} ${final.metric} (${before}wanted ${metric.op} ${metric.bound})`;
}

const beforeWork = (baseline: ReportedCheckResult): string =>
  baseline.turn === null ? 'before the work' : whenRan(baseline);

function notProvenLines(report: Headlined, source: Pick<ReportSource, 'contracts' | 'snapshot'>): string[] {
  const { goal, checks, auditor } = report;
  const claims = openClaims(report);
  if (goal.status === 'complete') return [...inWordsOnly(report, source), ...claims];
  const unknown = checks.flatMap((check) => (lastResult(check) === null ? [check.name] : []));
  const open =
    auditor === null || auditor.accepted
      ? []
      : auditor.requirements.filter(({ ruling }) => ruling !== 'proven');
  const found = [
    ...failedLines(checks, {
      isOutdated: report.changedFiles?.isOutdated === true,
      hasTurns: report.usage.total.turns > 0,
    }),
    ...(unknown.length === 0 ? [] : [`${unknown.join(', ')}: not run ${asItStands(goal)}`]),
    ...open.map(({ requirement, ruling }) => `${requirement}: ${ruling}, by the auditor`),
  ];
  return [...(found.length === 0 ? [wholeLine(source)] : found), ...claims];
}

/** What ran before an edit or an accepted state says nothing of the checks as they stand. */
export const asItStands = ({ revision }: Report['goal']): string =>
  revision === 1 ? 'yet' : 'yet as the contract stands now';

/** The checks of this goal have nothing against it. */
const wholeLine = ({ snapshot: { holdsProof } }: Pick<ReportSource, 'snapshot'>): string =>
  holdsProof
    ? 'the goal as a whole: its last claim is proven, and counts when the goal is resumed'
    : 'the goal as a whole: no claim of completion has held';

/** What a contract says in words nobody has looked at, unless an auditor has. */
function inWordsOnly({ auditor }: Headlined, { contracts }: Pick<ReportSource, 'contracts'>): string[] {
  const contract = contracts.at(-1)?.contract;
  if (contract === undefined || auditor?.accepted) return [];
  const [first, ...others] = [...contract.constraints.text, ...contract.boundaries.text].map((text) =>
    text.trim().replace(/\.$/, ''),
  );
  return first === undefined ? [] : [`in words only, and checked by nobody: ${first}`, ...others];
}

/** The model's own doubts count against it. What it has shown to be wrong is settled. */
function openClaims({ claims }: Headlined): string[] {
  const groups = (['approximate', 'blocked', 'uncertain'] as const).flatMap((status) =>
    claims[status].length === 0 ? [] : [`${claims[status].length} ${status}`],
  );
  return groups.length === 0
    ? []
    : [`claims that the model recorded as less than confirmed: ${groups.join(', ')}`];
}

function costLine({ goal, usage: { total }, refusedAudits }: Headlined): string {
  const money = total.costUsd === 0 ? '' : `, $${total.costUsd.toFixed(2)}`;
  const refused =
    refusedAudits.total === 0 ? '' : `; ${counted(refusedAudits.total, 'claim')} of completion refused`;
  return (
    `${turnsText(total)} in ${humanDuration(goal.durationSeconds)}, ${counted(total.tokens, 'token')}, ` +
    `${counted(total.toolCalls, 'tool call')}${money}${refused}`
  );
}

function nextLine({ unlock: { what, steps }, pendingRestore = [] }: Headlined): string {
  const restore =
    pendingRestore.length === 0
      ? []
      : [`${pendingRestore.join(', ')} will be put back when the checks run next.`];
  return [what, ...steps, ...restore].join(' ');
}
