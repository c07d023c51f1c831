/**
 * A call over Chat Completions, for servers that lack the Responses API; streamed, and counted only with its
 * finish reason.
 */
import type OpenAI from 'openai';
import { billedUsage } from '../exchange/billed-usage.ts';
import { errorIn, openEvents } from '../exchange/event-stream.ts';
import type { AddressedRequest, Exchange } from '../exchange/exchange.ts';
import { adapted, type ChatDialect, FULL_DIALECT } from './chat-dialect.ts';
import { ChatReply } from './chat-reply.ts';
import { chatRequest } from './chat-request.ts';

/** Names of models come from callers. */
const MAX_DIALECTS = 1_000;

/** Remembers what the server of each model has refused, once it has answered without. */
export function createChatExchange(openai: OpenAI): Exchange {
  const dialects = new Map<string, ChatDialect>();

  function learn(model: string, dialect: ChatDialect): void {
    if (dialect === (dialects.get(model) ?? FULL_DIALECT)) return;
    if (dialects.size >= MAX_DIALECTS) dialects.clear();
    dialects.set(model, dialect);
  }

  async function open(request: AddressedRequest, signal: AbortSignal) {
    const { model } = request;
    let dialect = dialects.get(model) ?? FULL_DIALECT;
    for (;;) {
      try {
        const body = chatRequest(request, dialect);
        const opened = await openEvents(
          openai,
          (options) => openai.chat.completions.create(body, options),
          signal,
        );
        learn(model, dialect);
        return opened;
      } catch (error) {
        // Each leaves out more; in the end it was something else.
        const next = adapted(dialect, error);
        if (next === undefined) throw error;
        dialect = next;
      }
    }
  }

  return async (request, signal, watcher) => {
    const reply = new ChatReply();
    const answer = await open(request, signal);
    if (answer.kind === 'text') return { ok: false, text: answer.text };
    if (answer.kind === 'whole') {
      const error = errorIn(answer.body);
      if (error !== undefined) return { ok: false, error, usage: billedUsage(answer.body) };
      const text = reply.add(answer.body);
      watcher?.onText?.(text);
      return reply.end() ?? { ok: false, contentType: 'application/json' };
    }
    for await (const chunk of answer.events) {
      const text = reply.add(chunk);
      if (text !== '') watcher?.onText?.(text);
    }
    return reply.end(answer.isOver()) ?? { ok: false, contentType: answer.contentType };
  };
}
