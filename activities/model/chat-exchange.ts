/** A call over Chat Completions, for servers that lack the Responses API; streamed, and counted only with its finish reason. */
import type OpenAI from 'openai';
import { ChatReply } from './chat-reply.ts';
import { chatRequest } from './chat-request.ts';
import type { AddressedRequest, Exchange } from './exchange.ts';
import { refusesOptional } from './refused-part.ts';

/** Remembers, once a server has refused them, not to send the fields again that it does not know. */
export function createChatExchange(openai: OpenAI): Exchange {
  let isPlain = false;
  const open = (request: AddressedRequest, signal: AbortSignal) =>
    openai.chat.completions.create(chatRequest(request, isPlain), { signal }).withResponse();

  return async (request, signal, watcher) => {
    const reply = new ChatReply();
    const { data: stream, response } = await open(request, signal).catch((error: unknown) => {
      if (isPlain || !refusesOptional(error)) throw error;
      isPlain = true;
      return open(request, signal).catch((again: unknown) => {
        // It was something else.
        isPlain = false;
        throw again;
      });
    });
    for await (const chunk of stream) {
      const text = reply.add(chunk);
      if (text !== '') watcher?.onText?.(text);
    }
    return reply.end() ?? { ok: false, contentType: response.headers.get('content-type') };
  };
}
