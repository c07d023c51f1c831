/**
 * What a failed model call means for the goal: wait and try again, count it as unreadable, or give up.
 * Connection errors have no status and are always worth another try.
 */
import { defined } from '../../../objects/defined.ts';
import type { ModelUsage } from '../../../workflows/budget/usage.ts';
import type { UsageReset } from '../../../workflows/turn/failure-type.ts';
import { errorNames, errorStatus } from './api-error.ts';
import { isBusy, saysBusy } from './busy.ts';
import { errorWords, pageWords } from './error-words.ts';
import { isGatewayFault, isGatewayText, isOwnFault, isWebPage } from './gateway-fault.ts';
import { isRefusingCode, type ProviderRefusal, providerRefusal } from './provider-refusal.ts';
import type { RefusedPart } from './refused-part.ts';
import { isTooLongFor } from './too-long.ts';
import { MAX_PATIENCE_MS, usageLimitOf } from './usage-limit.ts';
import { retryAfterMs, spanMs } from './when.ts';

export interface ModelFailure {
  readonly kind: 'unavailable' | 'unreadable' | 'rejected' | 'usageLimited';
  readonly reason: string;
  /** How long the provider asked to wait. */
  readonly retryAfterMs?: number;
  /** It comes with `usageLimited` and says when it is over, as far as it is known. */
  readonly usageLimit?: UsageReset;
  /** What another request could do without. */
  readonly refuses?: RefusedPart;
  /** What of the request is refused, or what it ran into, where that is known. */
  readonly refusal?: ProviderRefusal;
  /** What the provider counted for an answer that cannot be used all the same. */
  readonly usage?: ModelUsage;
}

export const unreadable = (reason: string, usage?: ModelUsage): ModelFailure => ({
  kind: 'unreadable',
  reason,
  ...defined({ usage }),
});

/**
 * An answer without its end. `contentType`: of the answer; a gateway before the provider sends pages, no
 * provider does.
 */
export function endless(contentType: string | null): ModelFailure {
  return isWebPage(contentType)
    ? {
        kind: 'unavailable',
        reason: 'model call failed: the answer is a web page',
        refusal: { of: 'address' },
      }
    : unreadable('the stream ended without a final event');
}

/** Text in place of a stream: of a gateway before the provider, or of whoever else answers there. */
export const noStream = (text: string): ModelFailure => ({
  kind: 'unavailable',
  reason: `model call failed: the answer is ${pageWords(text) ?? 'no event stream'}`,
  refusal: { of: 'address' },
});

/** A provider that took longer than it may. What it had begun it may have billed; nobody knows. */
export const unanswered = (timeoutMs: number): ModelFailure => ({
  kind: 'unavailable',
  reason: `model call failed: no whole answer within ${timeoutMs / 1000} s (MODEL_TIMEOUT_SECONDS)`,
});

const RETRYABLE_STATUS: readonly number[] = [408, 409, 421, 425, 429, 499];
const UNREADABLE: readonly string[] = ['ReplyTooLarge', 'SyntaxError', 'TypeError'];
/** What a provider asks for beyond this is taken as a mistake; a timer could not hold just any number. */
const MAX_RETRY_AFTER_MS = 31 * 24 * 3_600_000;
/** An outage may be over at any time, whatever was asked for when it began. */
const MAX_OUTAGE_WAIT_MS = MAX_PATIENCE_MS;

/** Reads an `openai` error, a `response.failed` error, or anything that `fetch` and the SSE parser throw. */
export function classifyError(error: unknown): ModelFailure {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const message = errorWords(error);
  const reason = `model call failed: ${message}`;
  const rejected = (): ModelFailure => ({
    kind: 'rejected',
    reason,
    refusal: providerRefusal(fields, message),
  });
  // Errors are told by name: an error of another realm is no instance of this one's classes. The client
  // throws a TypeError when it trips over a body that is no response; `fetch` wraps its own in a connection
  // error.
  const isUnreadable = typeof fields.name === 'string' && UNREADABLE.includes(fields.name);
  if (isUnreadable && fields.message !== 'terminated' && fields.message !== 'fetch failed')
    return { kind: 'unreadable', reason };
  const names = errorNames(fields);
  const status = errorStatus(fields);
  if (!saysBusy(message) && isTooLongFor(status, names, message)) return rejected();
  const askedMs = waitAsked(fields.headers) ?? waitSaid(message);
  const usageLimit = usageLimitOf(fields, askedMs);
  if (usageLimit !== undefined) return { kind: 'usageLimited', reason, usageLimit };
  const contentType = headerReader(fields.headers)('content-type');
  const isText = isGatewayText(fields, contentType) || (status !== undefined && status < 400);
  // An error inside a stream has a code instead of a status.
  const isRefusal =
    status === undefined
      ? isRefusingCode(fields) && !isOwnFault(fields)
      : !isText && !isGatewayFault(fields, contentType) && !RETRYABLE_STATUS.includes(status) && status < 500;
  if (isRefusal && !isBusy(names, message)) return rejected();
  const waitMs = askedMs === undefined ? undefined : Math.min(askedMs, MAX_OUTAGE_WAIT_MS);
  return {
    kind: 'unavailable',
    reason,
    ...(isText && (status ?? 500) < 500 ? { refusal: { of: 'address' } } : {}),
    ...defined({ retryAfterMs: waitMs }),
  };
}

/** What the provider asks for, in `retry-after-ms` or `retry-after`. */
function waitAsked(headers: unknown): number | undefined {
  const field = headerReader(headers);
  const ms = field('retry-after-ms')?.trim() ?? '';
  const asked = /^\d{1,15}(\.\d+)?$/.test(ms)
    ? Number(ms)
    : retryAfterMs(field('retry-after') ?? '', Date.now());
  return asked === undefined ? undefined : Math.min(asked, MAX_RETRY_AFTER_MS);
}

/** Some providers say it in words only: "Please try again in 11.054s". */
function waitSaid(message: string): number | undefined {
  const span = /\b(?:try again|retry) (?:in|after) ((?:\d+(?:\.\d+)?\s*[a-z]+\s*){1,4})/i.exec(message)?.[1];
  return spanMs(span?.trim());
}

/** Not by `instanceof`: headers too may come from another realm. */
function headerReader(headers: unknown): (name: string) => string | null {
  const isHeaders =
    typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';
  return isHeaders ? (name) => (headers as Headers).get(name) : () => null;
}
