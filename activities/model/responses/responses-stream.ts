/** The events of a streamed response, up to the one that carries it whole. */
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import type { Exchanged, ReplyWatcher } from '../exchange/exchange.ts';
import { billedUsage, parseReply } from '../exchange/reply.ts';

/** `undefined`: the stream ended without its final event. Throws what the stream throws. */
export async function readResponseStream(
  stream: AsyncIterable<ResponseStreamEvent>,
  watcher: ReplyWatcher | undefined,
  onCreated: (responseId: string) => void = () => {},
): Promise<Exchanged | undefined> {
  for await (const event of stream) {
    if (event.type === 'response.created') onCreated(event.response.id);
    if (event.type === 'response.output_text.delta') watcher?.onText?.(event.delta);
    if (event.type === 'response.completed' || event.type === 'response.incomplete')
      return replyOf(event.response);
    if (event.type === 'response.failed') {
      const { response: failed } = event;
      return { ok: false, error: failed.error ?? failed, usage: billedUsage(failed) };
    }
    if (event.type === 'error') return { ok: false, error: event };
  }
  return undefined;
}

/** The response has ended. */
export function replyOf(response: unknown): Exchanged {
  const parsed = parseReply(response);
  return parsed.ok ? parsed : { ...parsed, usage: billedUsage(response) };
}
