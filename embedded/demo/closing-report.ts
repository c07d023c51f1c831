/** The demo's last words: what was proven, by which command, at what cost, and where to look next. Pure. */

import { turnsText } from '../../workflows/budget/turns-text.ts';
import { counted } from '../../workflows/text/counted.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { ClaimReply, ShownGoal } from './replies.ts';

const MAX_CLAIM_WIDTH = 110;

export interface ClosingReport {
  readonly ended: ShownGoal;
  /** The ledger; empty when nothing was recorded. */
  readonly claims: readonly ClaimReply[];
  readonly threadId: string;
  readonly restUrl: string;
  readonly temporalUiUrl: string | undefined;
  readonly namespace: string;
}

export function closingReport({
  ended,
  claims,
  threadId,
  restUrl,
  temporalUiUrl,
  namespace,
}: ClosingReport): string {
  const { contract, usage } = ended;
  const commands = new Map(
    [...contract.verification.checks, ...contract.constraints.checks].map(({ name, command }) => [
      name,
      command,
    ]),
  );
  const proofs = ended.checks.map((check) => {
    const metric = check.metric == null ? '' : `, measured ${check.metric}`;
    const ending = check.exitCode === null ? 'did not run to its end' : `exit ${check.exitCode}`;
    return `  ${check.passed ? '✓' : '✗'} ${check.name}: \`${commands.get(check.name)}\` ${ending}${metric}`;
  });
  const look = [
    `  report       ${restUrl}/v1/threads/${threadId}/goal/report?format=html`,
    `  REST         ${restUrl}/v1/threads/${threadId}/goal`,
    `  record       ${restUrl}/v1/threads/${threadId}/items`,
    ...(temporalUiUrl === undefined
      ? []
      : [`  Temporal UI  ${temporalUiUrl}/namespaces/${namespace}/workflows/${threadId}`]),
    '  `npm start` shows the same thread again later.',
  ];
  const isProven = ended.status === 'complete';
  return [
    `The goal is ${ended.status}: ${ended.statusReason}.`,
    isProven ? 'Proven by the service, in its own sandbox:' : 'Not proven. Last results of the checks:',
    ...proofs,
    ...ledgerLines(claims),
    `Cost: ${ended.tokensUsed.toLocaleString('en-US')} tokens (${usage.inputTokens.toLocaleString('en-US')} in, of which ` +
      `${usage.cachedInputTokens.toLocaleString('en-US')} cached; ${usage.outputTokens.toLocaleString('en-US')} out), ` +
      `${counted(usage.modelCalls, 'model call')}, ${counted(usage.toolCalls, 'tool call')}, ${turnsText(usage)}; ` +
      `${counted(ended.refusedAudits, 'claim')} of completion refused.`,
    'Look next:',
    ...look,
  ].join('\n');
}

/** The claims that stand, in the order in which they were recorded. */
function ledgerLines(claims: readonly ClaimReply[]): string[] {
  const standing = claims.filter(
    ({ supersededBy, standing }) => supersededBy === undefined && standing !== 'withdrawn',
  );
  if (standing.length === 0) return [];
  return [
    'The ledger, by what the service found of the evidence:',
    ...standing.map(
      ({ standing, claim }) => `  ${standing.padEnd(11)}  ${cutToLine(claim, MAX_CLAIM_WIDTH)}`,
    ),
  ];
}
