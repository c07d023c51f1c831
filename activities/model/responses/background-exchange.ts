/**
 * Calls in the provider's background mode: the provider goes on when the connection is lost, and the reply is
 * fetched by its id. It has to store what is said for that, which it otherwise is told not to.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type OpenAI from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { billedUsage } from '../exchange/billed-usage.ts';
import { openEvents, typeOfAnswer } from '../exchange/event-stream.ts';
import type { Exchange, Exchanged, ReplyWatcher } from '../exchange/exchange.ts';
import { apiErrorFields } from '../failure/api-error.ts';
import { classifyError } from '../failure/model-failure.ts';
import { type ResponsesSettings, wireRequest } from './responses-exchange.ts';
import { readResponseStream, replyOf } from './responses-stream.ts';

const POLL_MS = 2_000;
const CANCEL_TIMEOUT_MS = 5_000;

export interface BackgroundExchange {
  readonly exchange: Exchange;
  /**
   * Takes up a call that was made before; it throws what the client library throws when there is no such
   * response.
   */
  pickUp(responseId: string, signal: AbortSignal, watcher?: ReplyWatcher): Promise<Exchanged>;
}

export function createBackgroundExchange(
  openai: OpenAI,
  { promptCacheRetention }: ResponsesSettings,
): BackgroundExchange {
  async function cancel(responseId: string): Promise<void> {
    // Not by the aborted signal; whatever becomes of it, there is nothing more to do.
    await openai.responses
      .cancel(responseId, { signal: AbortSignal.timeout(CANCEL_TIMEOUT_MS) })
      .catch(() => undefined);
  }

  /** Calls the response off, should its caller go away for good. */
  async function orCancel<T>(
    responseId: () => string | undefined,
    signal: AbortSignal,
    watcher: ReplyWatcher | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } finally {
      const id = responseId();
      if (signal.aborted && id !== undefined && !(isGoingOn(signal) && watcher?.isStillWanted?.()))
        await cancel(id);
    }
  }

  async function poll(responseId: string, signal: AbortSignal): Promise<Exchanged> {
    for (;;) {
      const response = await openai.responses
        .retrieve(responseId, undefined, { signal })
        .catch((error: unknown) => {
          // The response itself may be well; whether it is, the next look tells.
          if (signal.aborted || classifyError(error).kind !== 'unavailable') throw error;
          return undefined;
        });
      const ended = response === undefined ? undefined : endOf(response);
      if (ended !== undefined) return ended;
      await delay(POLL_MS, undefined, { signal });
    }
  }

  return {
    pickUp: (responseId, signal, watcher) =>
      orCancel(
        () => responseId,
        signal,
        watcher,
        () => poll(responseId, signal),
      ),
    exchange(request, signal, watcher) {
      let responseId: string | undefined;
      return orCancel(
        () => responseId,
        signal,
        watcher,
        async () => {
          const body = { ...wireRequest(request, promptCacheRetention), background: true, store: true };
          const answer = await openEvents<ResponseStreamEvent>(
            openai,
            (options) => openai.responses.create(body, options),
            signal,
          );
          const read = await readResponseStream(answer, watcher, (id) => {
            responseId = id;
            watcher?.onResponseId?.(id, request.model);
          }).catch((error: unknown) => {
            if (responseId === undefined || signal.aborted) throw error;
            return undefined;
          });
          if (read !== undefined) return read;
          // Nobody asks again on behalf of a caller who is gone.
          signal.throwIfAborted();
          if (responseId !== undefined) return poll(responseId, signal).catch(asGone);
          return { ok: false, contentType: typeOfAnswer(answer) };
        },
      );
    },
  };
}

/** A call that took too long is over, whatever its caller is told; other reasons are the caller's. */
const isGoingOn = ({ reason }: AbortSignal): boolean =>
  (reason as { readonly name?: unknown } | undefined)?.name !== 'TimeoutError';

/** The request was taken: that its response is not known (any more) refuses neither model nor address. */
function asGone(error: unknown): Exchanged {
  if (apiErrorFields(error).status !== 404) throw error;
  return lost('the provider does not know the response any more');
}

/** Asking anew may do better. */
const lost = (message: string): Exchanged => ({ ok: false, error: { code: 'server_error', message } });

/** `undefined`: it goes on. */
function endOf(response: OpenAI.Responses.Response): Exchanged | undefined {
  switch (response.status) {
    case 'queued':
    case 'in_progress':
      return undefined;
    case 'failed':
      return { ok: false, error: response.error ?? response, usage: billedUsage(response) };
    case 'cancelled':
      return lost('the response was cancelled at the provider');
    default:
      return replyOf(response);
  }
}
