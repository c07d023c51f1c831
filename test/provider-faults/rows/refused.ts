/** Requests that the provider refuses for good: only a person can help, and is told how. */
import type { Reply } from '../../../scripted-model/reply.ts';
import type { Blocks, RowOf } from '../fault-row.ts';

const refusal = (status: number, error: object): Reply => ({ fault: 'status', status, body: { error } });
const row = (
  name: string,
  reply: Reply,
  statusReason: string,
  more: Partial<Blocks> = {},
): RowOf<Blocks> => ({
  name,
  reply,
  course: { kind: 'blocks', statusReason, ...more },
});
/** The provider does not say that it is something else than an item. */
const MAY_BE_AN_ITEM = { isAskedWithoutNewest: true } as const;

const badRequest = { type: 'invalid_request_error' };
const FILTERED =
  "The provider's content filter stopped it: set the goal in other words, or change OPENAI_MODEL, then resume the goal.";

export const REFUSED: readonly RowOf<Blocks>[] = [
  row(
    '401',
    refusal(401, { ...badRequest, code: 'invalid_api_key', message: 'Incorrect API key provided.' }),
    'model call failed: 401 Incorrect API key provided. Set OPENAI_API_KEY to a key that the provider accepts, restart the worker, then resume the goal.',
  ),
  row(
    '403',
    refusal(403, { ...badRequest, message: 'You are not allowed to sample from this model.' }),
    'model call failed: 403 You are not allowed to sample from this model. Give the key of OPENAI_API_KEY the right to use OPENAI_MODEL at the provider, then resume the goal.',
  ),
  row(
    '404, no such model',
    refusal(404, { ...badRequest, code: 'model_not_found', message: 'The model gpt-0 does not exist.' }),
    'model call failed: 404 The model gpt-0 does not exist. Correct OPENAI_MODEL or OPENAI_BASE_URL, then resume the goal.',
  ),
  row(
    '400 for a bad item',
    refusal(400, {
      ...badRequest,
      code: 'invalid_value',
      param: 'input[1].output',
      message: 'Invalid value.',
    }),
    "model call failed: 400 Invalid value. The provider refuses input[1] (function_call_output of call_1), which stays in the thread's record: set the goal on a new thread, or change OPENAI_MODEL, then resume the goal.",
    MAY_BE_AN_ITEM,
  ),
  row(
    '400 for anything else',
    refusal(400, { ...badRequest, param: 'tools', message: "Unknown parameter: 'tools'." }),
    "model call failed: 400 Unknown parameter: 'tools'. Check that OPENAI_BASE_URL speaks the Responses API and that OPENAI_MODEL can call tools, then resume the goal.",
    MAY_BE_AN_ITEM,
  ),
  row(
    'content filter, as a 400',
    refusal(400, {
      ...badRequest,
      code: 'content_filter',
      param: 'prompt',
      message: 'The response was filtered due to the prompt triggering the content management policy.',
    }),
    `model call failed: 400 The response was filtered due to the prompt triggering the content management policy. ${FILTERED}`,
  ),
  row(
    'content filter, in the stream (`invalid_prompt`)',
    { fault: 'failedWith', code: 'invalid_prompt', message: 'Your prompt was flagged.' },
    `model call failed: Your prompt was flagged. ${FILTERED}`,
  ),
];
