/** The goal's story as Markdown for Temporal UI's current details. Pure; costs no history. */
import { turnsText } from '../budget/turns-text.ts';
import { checkLine } from '../evidence/check-line.ts';
import { escapeMarkdown } from '../text/escape-markdown.ts';
import type { GoalLive, ThreadView } from './thread-view.ts';

export function currentDetails(view: ThreadView): string {
  const at = view.next.atMs === undefined ? '' : ` (at ${new Date(view.next.atMs).toISOString()})`;
  const next = `**Next:** ${view.next.action} — ${escapeMarkdown(view.next.reason)}${at}`;
  const waiting =
    view.queuedInputs === 0 ? [] : [`**Messages waiting for their turn:** ${view.queuedInputs}`];
  if (view.goal === null) return ['**No goal**', next, ...waiting].join('\n\n');
  const { goal } = view;
  const latest = goal.hasBaseline ? 'latest result' : 'not run yet';
  return [
    `**${goal.status}** · ${view.phase} · turn ${view.turn} · revision ${goal.revision}`,
    `**Objective:** ${escapeMarkdown(goal.title)}`,
    `**Why ${goal.status}:** ${escapeMarkdown(goal.statusReason)}`,
    next,
    ...waiting,
    `**Used:** ${used(goal)}`,
    `**Checks** (${latest}; claims refused so far: ${goal.refusedAudits}):`,
    goal.checks
      .map((check) => `- ${check.passed ? '✓' : '✗'} ${escapeMarkdown(checkLine(check))}`)
      .join('\n'),
  ].join('\n\n');
}

/** E.g. `5,120 of 50,000 tokens, 3 turns, 12 tool calls, 0.42 of 2 USD, 310 of 3,600 s active`. */
function used({ usage, budget, tokensUsed }: GoalLive): string {
  const figures: [value: number, limit: number | undefined, unit: string][] = [
    [tokensUsed, budget.tokens, 'tokens'],
    [usage.toolCalls, budget.toolCalls, 'tool calls'],
    [usage.costUsd, budget.costUsd, 'USD'],
    [Math.round(usage.activeMs / 1000), budget.timeSeconds, 's active'],
  ];
  // A model without a price has cost something, but nobody knows what.
  const known = figures.filter(([value, limit, unit]) => unit !== 'USD' || value > 0 || limit !== undefined);
  const [tokens = '', ...others] = known.map(([value, limit, unit]) =>
    limit === undefined ? `${figure(value)} ${unit}` : `${figure(value)} of ${figure(limit)} ${unit}`,
  );
  const lines = [tokens, turnsText(usage, budget.turns), ...others];
  const deadline = budget.deadline === undefined ? [] : [`deadline ${escapeMarkdown(budget.deadline)}`];
  return [...lines, ...deadline].join(', ');
}

const figure = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });
