/**
 * What the model is told of a question that nobody answered in time: its own words, and what it goes on with.
 * Pure.
 */
import type { ReplyOutput } from '../../journal/bodies/model-reply.ts';
import { objectIn } from '../transcript/call-arguments.ts';

/**
 * `output`: of the reply that asked. `callId`: the journal's id of the call, which ends in its number among
 * the reply's calls.
 */
export function unansweredLines(output: readonly ReplyOutput[], callId: string): string[] {
  const calls = output.filter((part) => part.type === 'function_call');
  const asked = objectIn(calls[Number(callId.slice(callId.lastIndexOf('-') + 1))]?.arguments ?? '');
  const question = textOf(asked?.question);
  const answer = textOf(asked?.defaultAnswer);
  return [
    `Nobody answered your question in time${question === '' ? '.' : `: ${question}`}`,
    answer === ''
      ? 'You named no default answer. Decide by the contract, choose what can be undone, and say what you assumed.'
      : `Go on with your default answer: ${answer}`,
  ];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
