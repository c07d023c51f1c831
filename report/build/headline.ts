/**
 * The first lines of a report: what is proven, what is not, what was changed, what it cost, and what is next.
 * Pure.
 */
import { turnsText } from '../../workflows/budget/turns-text.ts';
import { counted } from '../../workflows/text/counted.ts';
import { humanDuration } from '../duration.ts';
import type { Headline } from '../outcome-report.ts';
import type { Report } from '../report.ts';
import type { CheckReport } from '../reported-checks.ts';
import type { ReportSource } from '../source/report-source.ts';
import { changedLine } from './changed-line.ts';
import { failingChecks } from './failed-check.ts';

export type Headlined = Omit<Report, 'headline' | 'summary'>;

/** More of a kind are counted; all of them stand further down. */
const MAX_NAMED = 5;

export const headlineOf = (
  report: Headlined,
  source: Pick<ReportSource, 'contracts' | 'snapshot'>,
): Headline => ({
  proven: firstOf(provenLines(report)),
  notProven: firstOf(notProvenLines(report, source)),
  changed: changedLine(report.changedFiles),
  cost: costLine(report),
  next: nextLine(report),
});

function firstOf(lines: readonly string[]): string[] {
  const rest = lines.length - MAX_NAMED;
  return rest > 0 ? [...lines.slice(0, MAX_NAMED), `and ${rest} more`] : [...lines];
}

function provenLines({ goal, checks, auditor }: Headlined): string[] {
  const passing = checks.filter(({ final, baseline }) => (final ?? baseline)?.passed);
  if (goal.status !== 'complete') {
    if (passing.length === 0) return ['nothing yet'];
    const since = passing.filter(({ final }) => final !== null);
    return [
      'nothing as a whole',
      ...passedOf('passed when last run', since),
      ...passedOf(
        'passed before the first turn',
        passing.filter((check) => !since.includes(check)),
      ),
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
    return `${name} passed${role === 'verification' && baseline?.passed ? ', as before the work' : ''}`;
  const before = baseline?.metric == null ? '' : `${baseline.metric} before the work, `;
  return `${name} measured ${metric.name} ${final.metric} (${before}wanted ${metric.op} ${metric.bound})`;
}

function notProvenLines(report: Headlined, source: Pick<ReportSource, 'contracts' | 'snapshot'>): string[] {
  const { goal, checks, auditor } = report;
  const claims = openClaims(report);
  if (goal.status === 'complete') return [...inWordsOnly(report, source), ...claims];
  const unknown = checks.flatMap(({ name, final, baseline }) => ((final ?? baseline) === null ? [name] : []));
  const open =
    auditor === null || auditor.accepted
      ? []
      : auditor.requirements.filter(({ ruling }) => ruling !== 'proven');
  const found = [
    ...failingChecks(checks),
    ...(unknown.length === 0 ? [] : [`${unknown.join(', ')}: not run yet`]),
    ...open.map(({ requirement, ruling }) => `${requirement}: ${ruling}, by the auditor`),
  ];
  return [...(found.length === 0 ? [wholeLine(source)] : found), ...claims];
}

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

function nextLine({ unlock: { what, steps } }: Headlined): string {
  return [what, ...steps].join(' ');
}
