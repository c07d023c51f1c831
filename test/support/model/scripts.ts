/** Scripts for the model server in end-to-end tests. */
import type { ParsedRequest } from '../../../scripted-model/parsed-request.ts';
import type { Reply } from '../../../scripted-model/reply.ts';

export const shell = (command: string): Reply => ({ toolCalls: [{ name: 'shell', arguments: { command } }] });
export const claim: Reply = { toolCalls: [{ name: 'update_goal', arguments: { status: 'complete' } }] };
export const say = (message: string): Reply => ({ message });

/**
 * Answers with the given replies one after another, whatever is asked; then with `rest`. A repeated request
 * (same transcript) gets the same answer again, as a real model might give it.
 */
export function inOrder(replies: readonly Reply[], rest: Reply = say('Nothing more to do.')) {
  return (request: ParsedRequest): Reply => {
    if (request.tools.length === 0) return say('Closing words.');
    return replies[modelReplies(request)] ?? rest;
  };
}

/**
 * How many replies the transcript holds already; scripts answer with text or with calls, never with both at
 * once.
 */
function modelReplies(request: ParsedRequest): number {
  let count = 0;
  let before: unknown;
  for (const item of request.input) {
    const kind = item.role === 'assistant' ? 'text' : item.type;
    if (kind === 'text' || (kind === 'function_call' && before !== 'function_call')) count += 1;
    before = kind;
  }
  return count;
}
