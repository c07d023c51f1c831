/**
 * What a request that was sent is made of, in tokens: its parts' bytes at the rate at which the server
 * counted it whole. Pure.
 */

import { SUMMARY_TAG } from '../../context/compaction/summary-text.ts';
import type { TranscriptKind } from '../../context/transcript/kind-sizes.ts';
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';

export type RequestPart = 'instructions' | 'tools' | TranscriptKind | 'closing';

export type PartTokens = Readonly<Record<RequestPart, number>>;

/** The last item has to be the closing block. */
export function tokensByPart(
  { body, instructions, input }: Pick<ParsedRequest, 'body' | 'instructions' | 'input'>,
  inputTokens: number,
): PartTokens {
  const bytes: Record<RequestPart, number> = {
    instructions: jsonBytes(instructions),
    tools: jsonBytes(body.tools ?? []),
    ...{ userMessages: 0, modelMessages: 0, reasoning: 0, toolCalls: 0, toolOutputs: 0, summary: 0 },
    closing: jsonBytes(input.at(-1) ?? ''),
  };
  for (const item of input.slice(0, -1)) bytes[kindOf(item)] += jsonBytes(item);
  const rate = inputTokens / Object.values(bytes).reduce((sum, count) => sum + count, 0);
  const tokens = Object.entries(bytes).map(([part, count]) => [part, Math.round(count * rate)]);
  return Object.fromEntries(tokens) as PartTokens;
}

const TYPES: Readonly<Record<string, TranscriptKind>> = {
  function_call: 'toolCalls',
  function_call_output: 'toolOutputs',
  reasoning: 'reasoning',
};

function kindOf({ type, role, content }: Readonly<Record<string, unknown>>): TranscriptKind {
  if (String(content).startsWith(SUMMARY_TAG)) return 'summary';
  return TYPES[String(type)] ?? (role === 'assistant' ? 'modelMessages' : 'userMessages');
}

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
