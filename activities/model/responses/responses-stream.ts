/** The answer to a call that asked for a streamed response, up to the event that carries it whole. */
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { billedUsage } from '../exchange/billed-usage.ts';
import { errorIn, type StreamAnswer } from '../exchange/event-stream.ts';
import type { Exchanged, ReplyWatcher } from '../exchange/exchange.ts';
import { parseReply } from '../exchange/reply.ts';

/** `undefined`: the stream ended without its final event. Throws what the stream throws. */
export async function readResponseStream(
  answer: StreamAnswer<ResponseStreamEvent>,
  watcher: ReplyWatcher | undefined,
  onCreated: (responseId: string) => void = () => {},
): Promise<Exchanged | undefined> {
  if (answer.kind === 'text') return { ok: false, text: answer.text };
  if (answer.kind === 'whole') return wholeResponse(answer.body);
  /** Some servers bring the items one by one and not with the last event. */
  const items: unknown[] = [];
  for await (const event of answer.events) {
    if (event.type === 'response.created') onCreated(event.response.id);
    if (event.type === 'response.output_text.delta') watcher?.onText?.(event.delta);
    if (event.type === 'response.output_item.done') items.push(event.item);
    if (event.type === 'response.completed' || event.type === 'response.incomplete')
      return replyOf(withItems(event.response, items));
    if (event.type === 'response.failed') return failed(event.response);
    if (isCancelled(event)) return { ok: false, error: { code: 'server_error', message: CANCELLED } };
    if (event.type === 'error') return { ok: false, error: event };
  }
  return undefined;
}

/** The response has ended. */
export function replyOf(response: unknown): Exchanged {
  const parsed = parseReply(response);
  return parsed.ok ? parsed : { ...parsed, usage: billedUsage(response) };
}

/** A server that does not stream. */
function wholeResponse(body: Readonly<Record<string, unknown>>): Exchanged {
  const isFailed = body.status === 'failed' || errorIn(body) !== undefined;
  return isFailed ? failed(body) : replyOf(body);
}

/** No documented event; some gateways send it. */
const isCancelled = ({ type }: { readonly type: string }): boolean => type === 'response.cancelled';
const CANCELLED = 'the response was cancelled at the provider';

function failed(response: object): Exchanged {
  const error = errorIn(response as Readonly<Record<string, unknown>>) ?? response;
  return { ok: false, error, usage: billedUsage(response) };
}

function withItems(response: object, items: readonly unknown[]): object {
  const { output } = response as { readonly output?: unknown };
  const isBare = !Array.isArray(output) || output.length === 0;
  return isBare && items.length > 0 ? { ...response, output: items } : response;
}
