/**
 * The model provider, over the Responses API or Chat Completions: one streamed call, its limits, and its
 * price. Replies are streamed, so that a long one keeps the connection alive; a stream that just ends proves
 * nothing.
 */
import type { ModelRequest } from '../../context/request.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import { defined } from '../../objects/defined.ts';
import { inModelSpan, type ModelCallEnd } from '../../telemetry/tracing/gen-ai-spans.ts';
import type { ModelUsage } from '../../workflows/budget/usage.ts';
import { createChatExchange } from './chat/chat-exchange.ts';
import { chatMessages } from './chat/chat-messages.ts';
import type { AddressedRequest, Exchange, Exchanged, ReplyWatcher } from './exchange/exchange.ts';
import { createOpenAi, type ProviderSettings } from './exchange/openai-client.ts';
import { type PriceTable, priceOf, withCost } from './exchange/price.ts';
import type { VariableNames } from './failure/advice.ts';
import { withRawError } from './failure/api-error.ts';
import { explainFailure } from './failure/explain-failure.ts';
import {
  classifyError,
  endless,
  type ModelFailure,
  noStream,
  unanswered,
  unreadable,
} from './failure/model-failure.ts';
import { refusedPart } from './failure/refused-part.ts';
import { type SentOf, withPlace } from './failure/refused-place.ts';
import { createBackgroundExchange } from './responses/background-exchange.ts';
import { createResponsesExchange } from './responses/responses-exchange.ts';
import { responsesInput } from './responses/responses-input.ts';

export interface ModelClientSettings extends ProviderSettings {
  readonly model: string;
  /** Which protocol the server speaks; default `responses`. */
  readonly api?: 'responses' | 'chat';
  /** How long the provider keeps a request's prefix; absent: its own default. */
  readonly promptCacheRetention?: 'in_memory' | '24h';
  /** Calls whose id is remembered are made in the provider's background mode; with `responses` only. */
  readonly isBackground?: boolean;
  /** Default: no model has a price. */
  readonly prices?: PriceTable;
  /** Where key, address and model were read from: failures name them. Default: those of the working model. */
  readonly variables?: VariableNames;
}

const VARIABLES: VariableNames = {
  apiKey: 'OPENAI_API_KEY',
  baseUrl: 'OPENAI_BASE_URL',
  model: 'OPENAI_MODEL',
};

export type ModelResult =
  | { readonly ok: true; readonly reply: ModelReply }
  | { readonly ok: false; readonly failure: ModelFailure };

/**
 * A response that ended without a usable reply has no `reply`, and `usage` says what it cost all the same.
 */
export interface PickedUp {
  readonly reply?: ModelReply;
  readonly usage?: ModelUsage;
}

export interface ModelClient {
  /** Never throws, but for an abort through `signal`. */
  respond(request: ModelRequest, signal: AbortSignal, watcher?: ReplyWatcher): Promise<ModelResult>;
  /**
   * What became of a call that was made before, in the background. `model`: which one was asked. Throws as
   * `respond` does. Absent without background mode.
   */
  pickUp?(
    response: {
      readonly responseId: string;
      readonly model: string;
      /** It is counted for this thread. */
      readonly threadId?: string;
    },
    signal: AbortSignal,
    watcher: ReplyWatcher,
  ): Promise<PickedUp>;
  /** The model's name, and whether it has a price; `undefined` stands for the default model. */
  pricedModel(model: string | undefined): { readonly model: string; readonly hasPrice: boolean };
}

export function createModelClient(settings: ModelClientSettings): ModelClient {
  const openai = createOpenAi(settings);
  const plain =
    settings.api === 'chat' ? createChatExchange(openai) : createResponsesExchange(openai, settings);
  const background = settings.isBackground ? createBackgroundExchange(openai, settings) : undefined;
  const exchange: Exchange = (request, signal, watcher) =>
    (watcher?.onResponseId !== undefined && background ? background.exchange : plain)(
      request,
      signal,
      watcher,
    );
  // The instructions are the first message.
  const sentOf: SentOf =
    settings.api === 'chat'
      ? (input) => chatMessages('', input).length
      : (input) => responsesInput(input).length;
  const prices = settings.prices ?? {};
  const explained = {
    apiKey: settings.apiKey,
    variables: {
      ...(settings.variables ?? VARIABLES),
      ...(settings.api === 'chat' ? { protocol: 'Chat Completions' } : {}),
    },
  };

  async function ask(
    request: AddressedRequest,
    signal: AbortSignal,
    watcher?: ReplyWatcher,
  ): Promise<ModelResult> {
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    watcher?.onStart?.(Date.now() + settings.timeoutMs);
    try {
      const exchanged = await inModelSpan(
        request.model,
        () => exchange(request, AbortSignal.any([signal, deadline]), watcher),
        endOf,
      );
      // A reply that is there is paid for, also when the call was cancelled in its last moment.
      if (exchanged.ok) {
        const { reply } = exchanged;
        return { ok: true, reply: { ...reply, usage: withCost(prices, reply.usage, request.model) } };
      }
      // The SDK ends an aborted stream quietly.
      signal.throwIfAborted();
      return { ok: false, failure: deadline.aborted ? unanswered(settings.timeoutMs) : failureIn(exchanged) };
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, failure: deadline.aborted ? unanswered(settings.timeoutMs) : failureOf(error) };
    }
  }

  async function pickUp(
    { responseId, model }: { readonly responseId: string; readonly model: string },
    signal: AbortSignal,
    watcher: ReplyWatcher,
  ): Promise<PickedUp> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
    const found = await background?.pickUp(responseId, limited, watcher).catch(() => undefined);
    signal.throwIfAborted();
    if (found?.ok) return { reply: { ...found.reply, usage: withCost(prices, found.reply.usage, model) } };
    const usage = found !== undefined && 'usage' in found ? found.usage : undefined;
    return usage === undefined ? {} : { usage: withCost(prices, usage, model) };
  }

  return {
    ...(background === undefined ? {} : { pickUp }),
    pricedModel: (model = settings.model) => ({ model, hasPrice: priceOf(prices, model) !== undefined }),
    async respond(request, signal, watcher) {
      const addressed = { ...request, model: request.model ?? settings.model };
      const first = await ask(addressed, signal, watcher);
      // Nothing was billed, and the work must not wait for a cheap hour.
      const isTierRefused = !first.ok && first.failure.refuses === 'tier';
      const result =
        addressed.serviceTier === 'flex' && isTierRefused
          ? await ask({ ...addressed, serviceTier: 'default' }, signal, watcher)
          : first;
      if (result.ok) return result;
      const failure = explainFailure(withPlace(result.failure, request, sentOf), request, explained);
      if (failure.usage === undefined) return { ok: false, failure };
      return { ok: false, failure: { ...failure, usage: withCost(prices, failure.usage, addressed.model) } };
    },
  };
}

/** A failure of the call itself is thrown; what is left is an answer that cannot be used. */
function endOf(exchanged: Exchanged): ModelCallEnd {
  if (!exchanged.ok) return { failure: 'unusable' };
  const { model, usage } = exchanged.reply;
  return { usage, ...defined({ model }) };
}

function failureIn(exchanged: Exclude<Exchanged, { ok: true }>): ModelFailure {
  if ('contentType' in exchanged) return endless(exchanged.contentType);
  if ('text' in exchanged) return noStream(exchanged.text);
  const { usage } = exchanged;
  if ('reason' in exchanged) return unreadable(exchanged.reason, usage);
  const failure = failureOf(exchanged.error);
  return usage === undefined ? failure : { ...failure, usage };
}

function failureOf(thrown: unknown): ModelFailure {
  const error = withRawError(thrown);
  const refuses = refusedPart(error);
  return { ...classifyError(error), ...defined({ refuses }) };
}
