/** A reply from the call that an attempt before has left in the background, or from a new one. */
import { activityInfo, cancellationDetails } from '@temporalio/activity';
import type { ModelRequest } from '../../context/request.ts';
import type { LiveReply } from '../../streaming/publisher.ts';
import type { Account } from '../activity/account.ts';
import type { ModelClient, ModelResult } from './client.ts';
import type { ReplyWatcher } from './exchange/exchange.ts';
import { byAnother, type FallbackModels } from './fallback-models.ts';

export interface CallOfAttempt {
  readonly mayUse: (model: string) => boolean;
  readonly account: Account;
  /** The text goes to those who watch. */
  readonly live: LiveReply;
  readonly signal: AbortSignal;
}

/** It does what `client.respond` does. */
export async function respondOrPickUp(
  { model, fallbacks }: { readonly model: ModelClient; readonly fallbacks: FallbackModels },
  request: ModelRequest,
  { mayUse, account, live, signal }: CallOfAttempt,
): Promise<ModelResult> {
  const watcher: ReplyWatcher = {
    ...(model.pickUp === undefined
      ? {}
      : { onResponseId: (responseId, asked) => account.follow({ responseId, model: asked }) }),
    isStillWanted,
    onStart: (untilMs) => {
      account.ask(untilMs);
      live.start();
    },
    onText: (text) => live.add(text),
  };
  const { pending } = account;
  if (pending !== undefined && model.pickUp !== undefined) {
    const { reply, usage } = await model.pickUp({ ...pending, threadId: request.cacheKey }, signal, watcher);
    if (usage !== undefined) account.add(usage);
    account.follow(undefined);
    const isOwn = pending.model === model.pricedModel(request.model).model;
    if (reply !== undefined) {
      const fallback = { model: pending.model, reason: 'unavailable' } as const;
      return { ok: true, reply: isOwn ? reply : byAnother(reply, fallback) };
    }
  }
  const { attempt } = activityInfo();
  const result = await fallbacks.respond(model, request, { attempt, mayUse, signal, watcher });
  if (!result.ok) account.follow(undefined);
  return result;
}

/**
 * A worker that stops, or is thought lost, leaves the call to the next one; who cancels or runs out of time
 * wants no reply.
 */
function isStillWanted(): boolean {
  const { cancelRequested = false, timedOut = false } = cancellationDetails() ?? {};
  return !cancelRequested && !timedOut;
}
