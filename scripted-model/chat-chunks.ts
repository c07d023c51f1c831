/**
 * An answer in the wire form of Chat Completions, made of the response that the Responses API would have
 * sent.
 */
import { deltasOf } from './stream-events.ts';
import type { WireFunctionCall, WireResponse } from './wire.ts';

const textOf = ({ output }: WireResponse): string =>
  output
    .flatMap((item) => (item.type === 'message' ? item.content : []))
    .map(({ text }) => text)
    .join('');

/** Thoughts stand under the name that most servers give them; OpenAI's own has none. */
const thoughtsOf = ({ output }: WireResponse): string =>
  output
    .flatMap((item) => (item.type === 'reasoning' ? item.summary : []))
    .map(({ text }) => text)
    .join('');

const callsOf = ({ output }: WireResponse): WireFunctionCall[] =>
  output.filter((item) => item.type === 'function_call');

function finishReason(response: WireResponse): string {
  if (response.status === 'incomplete')
    return response.incomplete_details?.reason === 'content_filter' ? 'content_filter' : 'length';
  return callsOf(response).length > 0 ? 'tool_calls' : 'stop';
}

const usageOf = ({ usage }: WireResponse) =>
  usage && {
    prompt_tokens: usage.input_tokens,
    completion_tokens: usage.output_tokens,
    total_tokens: usage.total_tokens,
    prompt_tokens_details: { cached_tokens: usage.input_tokens_details.cached_tokens },
    completion_tokens_details: usage.output_tokens_details,
  };

const headOf = (response: WireResponse, object: string) => ({
  id: response.id.replace(/^resp/, 'chatcmpl'),
  object,
  created: response.created_at,
  model: response.model,
  ...('service_tier' in response ? { service_tier: response.service_tier } : {}),
});

const toolCall = ({ call_id: id, name, arguments: text }: WireFunctionCall) => ({
  id,
  type: 'function',
  function: { name, arguments: text },
});

/** The answer to a request that is not streamed. */
export function chatCompletion(response: WireResponse): object {
  if (response.error !== null) return { error: response.error };
  const calls = callsOf(response).map(toolCall);
  const message = {
    role: 'assistant',
    content: textOf(response) || null,
    refusal: null,
    ...(thoughtsOf(response) === '' ? {} : { reasoning_content: thoughtsOf(response) }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return {
    ...headOf(response, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finishReason(response) }],
    usage: usageOf(response),
  };
}

/** All chunks up to the finish reason, and those from there on; usage only for who asked for it. */
export function chatChunks(
  response: WireResponse,
  wantsUsage: boolean,
): { readonly parts: object[]; readonly closing: object[] } {
  if (response.error !== null) return { parts: [{ error: response.error }], closing: [] };
  const head = headOf(response, 'chat.completion.chunk');
  const chunk = (delta: object, finish_reason: string | null = null): object => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason }],
  });
  const callDeltas = callsOf(response).flatMap((call, index) => [
    { index, ...toolCall({ ...call, arguments: '' }) },
    ...deltasOf(call.arguments).map((text) => ({ index, function: { arguments: text } })),
  ]);
  const usage = usageOf(response);
  return {
    parts: [
      chunk({ role: 'assistant', content: '' }),
      ...deltasOf(thoughtsOf(response)).map((reasoning_content) => chunk({ reasoning_content })),
      ...deltasOf(textOf(response)).map((content) => chunk({ content })),
      ...callDeltas.map((delta) => chunk({ tool_calls: [delta] })),
    ],
    closing: [
      chunk({}, finishReason(response)),
      ...(wantsUsage && usage ? [{ ...head, choices: [], usage }] : []),
    ],
  };
}
