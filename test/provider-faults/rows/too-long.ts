/**
 * Requests that are longer than the model's context window: the transcript is compacted, and the call made
 * once more.
 */
import type { Reply } from '../../../scripted-model/reply.ts';
import type { Compacts, RowOf } from '../fault-row.ts';

const refusal = (error: object): Reply => ({ fault: 'status', status: 400, body: { error } });
const row = (name: string, reply: Reply, said: string): RowOf<Compacts> => ({
  name,
  reply,
  course: { kind: 'compacts', statusReason: `model call failed: ${said} ${LONGER}` },
});

const LONGER =
  "The request is longer than its model's context window even with the transcript compacted: shorten the contract, set the goal on a new thread, or change OPENAI_MODEL to one with a larger window, then resume the goal.";

export const TOO_LONG: readonly RowOf<Compacts>[] = [
  row(
    '`context_length_exceeded`',
    refusal({
      ...{ type: 'invalid_request_error', code: 'context_length_exceeded', param: 'input' },
      message: 'Your input exceeds the context window of this model.',
    }),
    '400 Your input exceeds the context window of this model.',
  ),
  row(
    '`context_length_exceeded` in the stream',
    { fault: 'failedWith', code: 'context_length_exceeded', message: 'Your input is too long.' },
    'Your input is too long.',
  ),
  row(
    'a context window that is told in words only (Gemini)',
    refusal({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'The input token count (1050000) exceeds the maximum number of tokens allowed (1048576).',
    }),
    '400 The input token count (1050000) exceeds the maximum number of tokens allowed (1048576).',
  ),
  row(
    'a context window that is told in words only (vLLM)',
    refusal({
      type: 'BadRequestError',
      message: "This model's maximum context length is 8192 tokens, you requested 9000.",
    }),
    "400 This model's maximum context length is 8192 tokens, you requested 9000.",
  ),
];
