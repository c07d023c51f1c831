/** The goal's story as Markdown for Temporal UI's current details. Pure; costs no history. */
import { checkLine } from './check-line.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { GoalLive, ThreadView } from './thread-view.ts';

export function currentDetails(view: ThreadView): string {
  const next = view.next.atMs === undefined ? '' : ` (at ${new Date(view.next.atMs).toISOString()})`;
  const lines = [`**Next:** ${view.next.action} — ${escapeMarkdown(view.next.reason)}${next}`];
  if (view.goal === null) return ['**No goal**', ...lines].join('\n\n');
  const { goal } = view;
  return [
    `**${goal.status}** · ${view.phase} · turn ${view.turn} · ${tokens(goal)}`,
    `**Objective:** ${escapeMarkdown(goal.title)}`,
    `**Why ${goal.status}:** ${escapeMarkdown(goal.statusReason)}`,
    ...lines,
    `**Checks** (${goal.hasBaseline ? 'latest result' : 'not run yet'}; claims refused so far: ${goal.refusedAudits}):`,
    goal.checks
      .map((check) => `- ${check.passed ? '✓' : '✗'} ${escapeMarkdown(checkLine(check))}`)
      .join('\n'),
  ].join('\n\n');
}

function tokens(goal: GoalLive): string {
  const used = goal.tokensUsed.toLocaleString('en-US');
  return goal.budget.tokens === undefined
    ? `${used} tokens`
    : `${used} of ${goal.budget.tokens.toLocaleString('en-US')} tokens`;
}
