/**
 * The last message of a request: the goal's contract and state, built fresh each time and never kept in the transcript.
 * It cannot be lost by compaction, and it costs no more on turn 1,000 than on turn 1. Pure.
 */
import type { GoalView, TurnKind } from '../../workflows/activities.ts';
import { type Check, type Contract, checksOf } from '../../workflows/contract.ts';
import { escapeText } from './escape.ts';

export interface ClosingBlock {
  readonly kind: TurnKind;
  readonly goal: GoalView;
  readonly contract: Contract;
  /** The latest result of each check, one line each, as `checkLine` writes them. */
  readonly checkLines: readonly string[];
}

export function closingBlock(block: ClosingBlock): string {
  const { contract, goal } = block;
  const sections = [
    section('objective', [contract.objective]),
    section('verification', contract.verification.checks.map(checkText)),
    section('protected_paths', contract.verification.protectedPaths),
    section('constraints', [...contract.constraints.checks.map(checkText), ...contract.constraints.text]),
    section('boundaries', contract.boundaries.text),
    section('iteration_policy', contract.iterationPolicy === undefined ? [] : [contract.iterationPolicy]),
    section('blocked_stop', contract.blockedStop === undefined ? [] : [contract.blockedStop]),
    section('state', stateLines(goal)),
    section('last_check_results', block.checkLines),
  ];
  return [
    `<goal_contract>`,
    ...sections.filter((text) => text !== ''),
    `</goal_contract>`,
    request(block),
  ].join('\n');
}

const section = (name: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [`<${name}>`, ...lines.map(escapeText), `</${name}>`].join('\n');

function checkText({ name, command, expect, runs }: Check): string {
  const metric =
    expect.metric === undefined
      ? ''
      : ` and ${expect.metric.marker} ${expect.metric.op} ${expect.metric.value}`;
  const times = runs === 1 ? '' : `, in each of ${runs} runs`;
  return `${name}: \`${command}\` must exit ${expect.exitCode}${metric}${times}`;
}

const stateLines = (goal: GoalView): string[] => [
  `status: ${goal.status}, revision ${goal.revision}`,
  `tokens used: ${goal.tokensUsed}, remaining: ${goal.tokensLeft ?? 'unbounded'}`,
  ...(goal.turnsLeft === undefined ? [] : [`turns remaining: ${goal.turnsLeft}`]),
  ...(goal.toolCallsLeft === undefined ? [] : [`tool calls remaining: ${goal.toolCallsLeft}`]),
  ...(goal.refusedAudits === undefined ? [] : [`claims of completion refused so far: ${goal.refusedAudits}`]),
];

/** What is wanted of this very reply. */
function request({ kind, goal, contract }: ClosingBlock): string {
  if (goal.status === 'complete')
    return 'The goal is complete: the service ran the checks and they passed. Close with a short account of what changed and what the checks showed. Claim nothing beyond them.';
  if (goal.status === 'blocked')
    return 'The goal is blocked. Close with what was tried, the evidence gathered, the blocker, and the input that would unlock progress.';
  if (kind === 'wrapUp')
    return 'The budget is used up. Do no further work and call no tool. Summarise what was done, what remains, what blocks, and the next useful step. The goal is not complete.';
  if (kind === 'user') return 'Answer the user, and go on with the goal as far as the message allows.';
  const count = checksOf(contract).length;
  return `Go on with the goal: choose the next most useful step from the current evidence. When all ${count} checks would pass, ask for completion.`;
}
