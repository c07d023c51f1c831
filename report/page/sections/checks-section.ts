/** The checks: start and end side by side, the way between as a picture, and how each of them ran. Pure. */

import { lastResult, whenRan } from '../../build/last-result.ts';
import { humanDuration } from '../../duration.ts';
import type { Report } from '../../report.ts';
import type { CheckReport, ReportedCheckResult, ReportedReads, TwinReport } from '../../reported-checks.ts';
import type { Block, Fact, Inline, Section, Span } from '../page.ts';
import { pathSpans } from './path-spans.ts';

export function checksSection({ checks }: Report): Section {
  const title = 'Checks, run by the service';
  if (checks.length === 0)
    return {
      id: 'checks',
      title,
      blocks: [{ type: 'paragraph', text: 'The contract has no checks; an auditor rules on it.' }],
    };
  // An edit or an accepted state makes another baseline, which is not the one before the first turn.
  const isAtStart = checks.every(({ baseline }) => baseline === null || baseline.turn === null);
  const columns = [
    { title: 'Check' },
    { title: 'Wanted' },
    { title: isAtStart ? 'Before the first turn' : 'Baseline' },
    { title: 'Last' },
  ];
  const rows = checks.map(({ name, role, isHidden, wanted, baseline, final }) => [
    [{ strong: name }, ' ', { muted: isHidden ? `${role}, hidden` : role }],
    wanted,
    resultCell(baseline, 'not run', isAtStart || baseline === null ? '' : ` (${whenRan(baseline)})`),
    resultCell(final, baseline === null ? 'not run' : 'not since'),
  ]);
  return {
    id: 'checks',
    title,
    blocks: [
      { type: 'table', columns, rows },
      ...checks.flatMap(chartOf),
      ...checks.flatMap(failureOf),
      { type: 'details', summary: 'How each check ran', blocks: checks.flatMap(ranBlocks) },
    ],
  };
}

function resultCell(result: ReportedCheckResult | null, without: string, when = ''): Inline {
  if (result === null) return { muted: without };
  const { passed, exitCode, metric, metrics = [], runs, passedRuns } = result;
  const figures = [
    exitCode === null ? 'did not run to its end' : `exit ${exitCode}`,
    ...(metric === null
      ? []
      : [`measured ${metric}${metrics.length > 1 ? `, which decided, of ${metrics.join(', ')}` : ''}`]),
    ...(runs === 1 ? [] : [`${passedRuns} of ${runs} runs`]),
  ];
  return [
    passed ? { mark: 'passed', tone: 'good' } : { mark: 'FAILED', tone: 'bad' },
    ` ${figures.join(', ')}${when}`,
  ];
}

const chartOf = ({ name, metric }: CheckReport): Block[] =>
  metric === null || metric.points.length === 0 ? [] : [{ type: 'chart', title: name, trend: metric }];

/** What a check that does not pass printed last is what a reader looks for first. */
function failureOf({ name, final, baseline }: CheckReport): Block[] {
  const result = lastResult({ final, baseline });
  if (result === null || result.passed) return [];
  return [
    ...shownEnd(`What ${name} printed last`, result.outputTail),
    ...shownEnd(`What ${name} wrote to its channel last`, result.channelTail),
  ];
}

const shownEnd = (summary: string, text: string | undefined): Block[] =>
  text === undefined || text.trim() === ''
    ? []
    : [{ type: 'details', summary, blocks: [{ type: 'output', text: text.trimEnd() }] }];

const ranBlocks = ({ name, command, isHidden, baseline, final, twins }: CheckReport): Block[] => [
  {
    type: 'entry',
    title: { strong: name },
    tone: lastResult({ final, baseline })?.passed ? 'good' : 'bad',
    facts: [
      { name: 'command', value: { code: command } },
      ...(isHidden ? [{ name: 'hidden', value: 'the model sees neither the command nor the output' }] : []),
      ...resultFacts(baseline === null ? 'before the first turn' : whenRan(baseline), baseline, 'not run'),
      ...resultFacts('last', final, baseline === null ? 'not run' : 'not since'),
      ...(twins === null ? [] : [{ name: 'can it fail', value: twinsText(twins) }]),
    ],
  },
];

/** Twins are told in words, since "twin" says nothing to whoever reads a report only. */
function twinsText({ standing, tried, survived, reason }: TwinReport): string {
  switch (standing) {
    case 'canFail':
      return survived === 0
        ? `yes: ${reason ?? `it failed with each of ${tried} changes that made an expectation of its tests impossible`}`
        : `yes, but ${survived} of ${tried} changes that made an expectation impossible made no difference to it`;
    case 'cannotFail':
      return `no: ${reason ?? `it passed with ${survived} of ${tried} changes that made an expectation of its tests impossible`}`;
    case 'recognised':
      return 'not on its own: it failed once its tests were rewritten without changing what they mean';
    case 'notShown':
      return `not shown${reason === undefined ? '' : `: ${reason}`}`;
  }
}

function resultFacts(name: string, result: ReportedCheckResult | null, without: string): Fact[] {
  if (result === null) return [{ name, value: { muted: without } }];
  const { at, purpose, reason, durationSeconds, outputSha256, workspaceDigest, reads, revision } = result;
  const value: Span[] = [
    { time: at },
    ` (${purpose}, revision ${revision}), ${humanDuration(durationSeconds)}`,
    ...(reason === null ? [] : [`, ${reason}`]),
    '; output ',
    { code: outputSha256.slice(0, 12) },
    ', its copy made of workspace ',
    { code: workspaceDigest.slice(0, 12) },
  ];
  return [
    { name, value },
    { name: 'files it read', value: readsLine(reads) },
  ];
}

function readsLine(reads: ReportedReads | null): Inline {
  if (reads === null) return { muted: 'unknown: recorded by an older release' };
  if (!reads.known) return { muted: `unknown: ${reads.reason}` };
  const { count, undeclared, unprotected } = reads;
  return [
    `${count}`,
    ...pathSpans('changed, and neither declared as the work nor protected', undeclared, 'warn'),
    ...pathSpans('unprotected', unprotected),
  ];
}
