/**
 * The operator's fallback models: asked, in their order, in place of a model that a repeat does not soon
 * bring back. Without a list nothing is ever switched. What rests is remembered by this worker only, so that
 * an outage is not felt anew by each call.
 */

import { isReasoningModel } from '../../context/model-choice.ts';
import type { ModelRequest } from '../../context/request.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import type { Fallback } from '../../workflows/thread/state/fallback.ts';
import type { ModelClient, ModelResult } from './client.ts';
import type { ReplyWatcher } from './exchange/exchange.ts';
import type { ModelFailure } from './failure/model-failure.ts';

/** An outage of fewer attempts is waited out: most are over within seconds. */
export const ATTEMPTS_BEFORE_SWITCH = 3;
/** A model that was passed over is not asked again for so long; then one call tries it. */
export const REST_MS = 5 * 60_000;
/** Names of models come from callers. */
const MAX_RESTS = 1_000;

interface FallbackCall {
  /** Attempts of the Activity count from 1. */
  readonly attempt: number;
  /** Whether the goal may be worked on with that model. */
  readonly mayUse: (model: string) => boolean;
  readonly signal: AbortSignal;
  readonly watcher?: ReplyWatcher;
}

export interface FallbackModels {
  /** It does what `client.respond` does. A reply of another model than the request's says so. */
  respond(client: ModelClient, request: ModelRequest, call: FallbackCall): Promise<ModelResult>;
}

interface Rest {
  readonly untilMs: number;
  readonly reason: Fallback['reason'];
}

/** `nowMs` is a clock. */
export function createFallbackModels(
  models: readonly string[],
  nowMs: () => number = Date.now,
): FallbackModels {
  /**
   * Rests stand by model, and are kept beyond its time until the model answers, so that one more failure is
   * enough then.
   */
  const rests = new Map<string, Rest>();
  const rest = (model: string, reason: Rest['reason']): void => {
    rests.delete(model);
    rests.set(model, { reason, untilMs: nowMs() + REST_MS });
    const [oldest] = rests.keys();
    if (rests.size > MAX_RESTS && oldest !== undefined) rests.delete(oldest);
  };

  return {
    async respond(client, request, { attempt, mayUse, signal, watcher }) {
      const { model: own } = client.pricedModel(request.model);
      const others = models.filter((model) => model !== own && mayUse(model));
      if (others.length === 0) return client.respond(request, signal, watcher);
      const awake = [own, ...others].filter((model) => (rests.get(model)?.untilMs ?? 0) <= nowMs());
      let failedResult: ModelResult | undefined;
      for (const model of awake) {
        const result = await client.respond(
          model === own ? request : forAnother(request, model),
          signal,
          watcher,
        );
        if (result.ok) {
          rests.delete(model);
          const reason = rests.get(own)?.reason ?? 'unavailable';
          return model === own ? result : { ok: true, reply: byAnother(result.reply, { model, reason }) };
        }
        // A model that is not there must not hide that another one may be back soon.
        if (failedResult === undefined || isMissing(failedResult)) failedResult = result;
        const reason = passedOver(result.failure, rests.has(model) ? ATTEMPTS_BEFORE_SWITCH : attempt);
        if (reason === undefined) break;
        rest(model, reason);
      }
      // The thread's own model, when none is awake, is as good as any.
      return failedResult ?? client.respond(request, signal, watcher);
    },
  };
}

const isMissing = (result: ModelResult): boolean => !result.ok && result.failure.refuses === 'model';

/**
 * Why the next model is asked instead; `undefined`: it would fare no better, or the same one is asked again
 * first.
 */
export function passedOver(failure: ModelFailure, attempt: number): Fallback['reason'] | undefined {
  if (failure.refuses === 'model') return 'notFound';
  return failure.kind === 'unavailable' && attempt >= ATTEMPTS_BEFORE_SWITCH ? 'unavailable' : undefined;
}

/**
 * Thoughts and compactions are sealed for the model that had them, and an effort is only asked of models that
 * are known to have one.
 */
function forAnother(request: ModelRequest, model: string): ModelRequest {
  const { reasoningEffort, ...rest } = request;
  return {
    ...rest,
    model,
    input: request.input.filter(({ type }) => type !== 'reasoning' && type !== 'compaction'),
    ...(reasoningEffort !== undefined && isReasoningModel(model) ? { reasoningEffort } : {}),
  };
}

/** Its thoughts are sealed for it, and the thread's own model could not read them. */
export const byAnother = (reply: ModelReply, fallback: Fallback): ModelReply => ({
  ...reply,
  fallback,
  output: reply.output.filter(({ type }) => type !== 'reasoning'),
});
