/** One entry of a thread's record as lines for a terminal. Pure. */

import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { CheckResult } from '../../workflows/evidence/check-result.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import type { ItemReply } from './replies.ts';

const MAX_WIDTH = 110;

export function itemLines({ turn, kind, body }: ItemReply): string[] {
  switch (kind) {
    case 'event':
      return eventLines(turn, body);
    case 'userMessage':
      return [`  user: ${brief(String(body.content))}`];
    case 'modelReply':
      return replyLines(body.output as readonly Record<string, unknown>[]);
    case 'compaction':
      return [`  compacted: ${body.bytesBefore} to ${body.bytesAfter} bytes`];
    case 'toolResult':
      if (body.audit !== undefined) return auditLines(body.audit as Ruling);
      return body.type === 'checksRan' ? checkLines('audit', body) : resultLines(body);
  }
}

function eventLines(turn: number, body: ItemReply['body']): string[] {
  switch (body.type) {
    case 'turnStarted':
      return [`Turn ${turn} (${body.kind})`];
    case 'checksRan':
      // The word on a claim is the auditor's, and comes as its result.
      return checkLines(body.purpose === 'audit' ? 'checks of the claim' : String(body.purpose), body);
    case 'goalStalled':
      return [`  stalled: ${body.reason}`];
    case 'modelSwitched':
      return [
        body.model === undefined
          ? '  model switched back'
          : `  model switched to ${body.model}: ${body.reason}`,
      ];
    case 'goalChanged': {
      const goal = body.goal as { status: string; statusReason: string };
      const isNews = !['baseline', 'claimRefused'].includes(String(body.change));
      return isNews ? [`  goal ${goal.status}: ${goal.statusReason}`] : [];
    }
    case 'turnEnded':
      return body.failure === undefined ? [''] : [`  turn failed: ${body.failure}`, ''];
    default:
      return [];
  }
}

function replyLines(output: readonly Record<string, unknown>[]): string[] {
  return output.flatMap((item) => {
    if (item.type === 'message') return [`  model: ${brief(String(item.text))}`];
    if (item.type !== 'function_call') return [];
    return [`  → ${brief(`${item.name} ${gist(String(item.arguments))}`)}`];
  });
}

/** The most telling argument of a call, without its JSON. */
function gist(argumentsJson: string): string {
  try {
    const args = JSON.parse(argumentsJson) as Record<string, unknown>;
    if (args.claim !== undefined) return `${args.status}: ${args.claim}`;
    return String(args.command ?? args.path ?? args.status ?? args.changed ?? args.patch ?? '');
  } catch {
    return argumentsJson;
  }
}

/** How a call ended, with the figures it printed. */
function resultLines(body: ItemReply['body']): string[] {
  const lines = String(body.output).split('\n');
  const figures = lines.slice(1).filter((line) => /^\w+: \d|passed|FAIL|^\{"/.test(line));
  const first = lines[0] ?? '';
  return [`    ${body.ok ? '' : '✗ '}${brief([first, ...figures.slice(-1)].join(' · '))}`];
}

/** What an auditor found, as far as it is shown. */
interface Ruling {
  readonly accepted: boolean;
  readonly model: string;
  readonly requirements: readonly { readonly id: string; readonly text: string; readonly verdict: string }[];
}

const auditLines = ({ accepted, model, requirements }: Ruling): string[] => [
  `  audit by ${model}: ${accepted ? 'proven' : 'REFUSED'}`,
  ...requirements.map(
    ({ id, text, verdict }) =>
      `    ${verdict === 'proven' ? '✓' : '✗'} ${brief(`${id} ${verdict}: ${text}`)}`,
  ),
];

function checkLines(purpose: string, body: ItemReply['body']): string[] {
  const verdict = body.verdict as {
    proven: boolean;
    outcomes: CheckResult[];
    changedProtectedPaths: string[];
  };
  const title =
    purpose === 'audit'
      ? `audit: ${verdict.proven ? 'proven' : 'REFUSED'}`
      : `${purpose}, run by the service`;
  return [
    `  ${title}`,
    ...verdict.outcomes.map((outcome) => `    ${outcome.passed ? '✓' : '✗'} ${checkLine(outcome)}`),
    ...verdict.changedProtectedPaths.map((path) => `    ✗ protected path changed: ${path}`),
  ];
}

const brief = (text: string): string => cutToLine(text, MAX_WIDTH);
