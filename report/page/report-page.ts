/** Lays a report out as a page: the verdict first, then the evidence, then the details. Pure. */

import { workingTurns } from '../../workflows/budget/turns-text.ts';
import type { GoalStatus } from '../../workflows/goal/goal.ts';
import { nounFor } from '../../workflows/text/count-of.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import { standingOf } from '../build/standing.ts';
import { humanDuration } from '../duration.ts';
import type { Report } from '../report.ts';
import type { Fact, Page, Section, Tone } from './page.ts';
import { auditorSection } from './sections/auditor-section.ts';
import { checksSection } from './sections/checks-section.ts';
import { claimsSection } from './sections/claims-section.ts';
import { contractSection } from './sections/contract-section.ts';
import { headlineFacts } from './sections/headline-facts.ts';
import { unlockSection } from './sections/unlock-section.ts';
import { usageSection } from './sections/usage-section.ts';
import { workSection } from './sections/work-section.ts';
import { changesSection, experimentsSection, refusedSection } from './sections/work-sections.ts';

const TONES: Readonly<Record<GoalStatus, Tone>> = {
  complete: 'good',
  active: 'calm',
  paused: 'calm',
  blocked: 'bad',
  usageLimited: 'warn',
  budgetLimited: 'warn',
  cleared: 'calm',
};

/** The tile has room for a few words. */
const turnsName = ({ wrapUpTurns = 0 }: Report['usage']['total']): string =>
  wrapUpTurns === 0 ? 'turns' : 'turns, and a wrap-up';

/** The whole objective is in the contract's section. */
const MAX_TITLE_CHARACTERS = 140;

export function reportPage(report: Report): Page {
  const { goal, usage, refusedAudits } = report;
  const { status, objective } = goal;
  const { words, reason, needsPerson } = standingOf(report);
  const cost = usage.total.costUsd;
  return {
    status: words,
    tone: needsPerson ? 'warn' : TONES[status],
    title: cutToLine(goal.title ?? objective.split('\n', 1)[0] ?? '', MAX_TITLE_CHARACTERS),
    reason,
    headline: headlineFacts(report),
    figures: [
      { name: 'duration', value: humanDuration(goal.durationSeconds) },
      { name: turnsName(usage.total), value: workingTurns(usage.total).toLocaleString('en-US') },
      { name: 'tokens', value: usage.total.tokens.toLocaleString('en-US') },
      ...(cost === 0 ? [] : [{ name: 'cost', value: `$${cost.toFixed(2)}` }]),
      {
        name: `${nounFor(refusedAudits.total, 'claim')} refused`,
        value: refusedAudits.total.toLocaleString('en-US'),
      },
    ],
    sections: [
      unlockSection(report),
      checksSection(report),
      auditorSection(report),
      claimsSection(report),
      changesSection(report),
      workSection(report),
      wordsSection(report),
      refusedSection(report),
      experimentsSection(report),
      usageSection(report),
      contractSection(report),
    ].filter((section) => section !== undefined),
    imprint: imprintOf(report),
  };
}

/** The words stand under a title that says whose they are: nothing here is evidence. */
function wordsSection({ closingWords }: Report): Section | undefined {
  if (closingWords === null) return undefined;
  const { turn, at, text } = closingWords;
  return {
    id: 'words',
    title: "The model's closing words",
    blocks: [
      { type: 'paragraph', text: { muted: 'Said by the model. The service has not checked any of it.' } },
      { type: 'words', by: [`the model, turn ${turn}, `, { time: at }], text },
    ],
  };
}

/** One fact of all of it: a key of somebody's choice names nothing here. */
function metadataFacts({ metadata }: Report['goal']): Fact[] {
  const pairs = Object.entries(metadata).map(([key, value]) => ({ code: `${key}=${value}` }));
  const value = pairs.flatMap((pair, index) => (index === 0 ? [pair] : [', ', pair]));
  return pairs.length === 0 ? [] : [{ name: 'metadata', value }];
}

const imprintOf = ({ goal, links }: Report): Fact[] => [
  {
    name: 'results',
    value: [
      ...[{ link: links.diff, words: 'diff' }, ', ', { link: links.archive, words: 'archive' }, ', '],
      ...[{ link: links.files, words: 'files' }, ', ', { link: links.states, words: 'kept states' }],
    ],
  },
  { name: 'thread', value: { code: goal.threadId } },
  { name: 'goal', value: [{ code: goal.goalId }, `, revision ${goal.revision}`] },
  ...metadataFacts(goal),
  { name: 'set', value: { time: goal.setAt } },
  { name: goal.status, value: ['since ', { time: goal.changedAt }] },
  { name: 'reported', value: { time: goal.reportedAt } },
];
