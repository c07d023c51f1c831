/** The goal's story as Markdown for Temporal UI's current details. Pure; costs no history. */
import { checkLine } from './check-line.ts';
import type { GoalLive, ThreadView } from './thread-view.ts';

export function currentDetails(view: ThreadView): string {
  const next = view.next.atMs === undefined ? '' : ` (at ${new Date(view.next.atMs).toISOString()})`;
  const lines = [`**Next:** ${view.next.action} — ${view.next.reason}${next}`];
  if (view.goal === null) return ['**No goal**', ...lines].join('\n\n');
  const { goal } = view;
  return [
    `**${goal.status}** · ${view.phase} · turn ${view.turn} · ${tokens(goal)}`,
    `**Objective:** ${goal.title}`,
    `**Why ${goal.status}:** ${goal.statusReason}`,
    ...lines,
    `**Checks** (${goal.hasBaseline ? 'latest result' : 'not run yet'}; ${goal.refusedAudits} claims refused):`,
    goal.checks.map((check) => `- ${check.passed ? '✓' : '✗'} ${checkLine(check)}`).join('\n'),
  ].join('\n\n');
}

function tokens(goal: GoalLive): string {
  const used = goal.tokensUsed.toLocaleString('en-US');
  return goal.budget.tokens === undefined
    ? `${used} tokens`
    : `${used} of ${goal.budget.tokens.toLocaleString('en-US')} tokens`;
}
