/**
 * What a failed model call means for the goal: wait and try again, count it as unreadable, or give up.
 * Connection errors have no status and are always worth another try.
 */
import { defined } from '../../../objects/defined.ts';
import type { ModelUsage } from '../../../workflows/budget/usage.ts';
import type { UsageReset } from '../../../workflows/turn/failure-type.ts';
import { errorWords } from './error-words.ts';
import { isGatewayFault, isOwnFault, isWebPage } from './gateway-fault.ts';
import { type ProviderRefusal, providerRefusal } from './provider-refusal.ts';
import type { RefusedPart } from './refused-part.ts';
import { usageLimitOf } from './usage-limit.ts';

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

/** A provider that took longer than it may. What it had begun it may have billed; nobody knows. */
export const unanswered = (timeoutMs: number): ModelFailure => ({
  kind: 'unavailable',
  reason: `model call failed: no whole answer within ${timeoutMs / 1000} s (MODEL_TIMEOUT_SECONDS)`,
});

const RETRYABLE_STATUS: readonly number[] = [408, 409, 425, 429];
const BUSY_CODE = 'rate_limit_exceeded';
const UNREADABLE: readonly string[] = ['ReplyTooLarge', 'SyntaxError', 'TypeError'];
/** What a provider asks for beyond this is taken as a mistake; a timer could not hold just any number. */
const MAX_RETRY_AFTER_MS = 31 * 24 * 3_600_000;

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
  // throws a TypeError
  // when it trips over a body that is no response; `fetch` wraps its own in a connection
  // error.
  const isUnreadable = typeof fields.name === 'string' && UNREADABLE.includes(fields.name);
  if (isUnreadable && fields.message !== 'terminated' && fields.message !== 'fetch failed')
    return { kind: 'unreadable', reason };
  const retryAfterMs = retryAfter(fields.headers);
  const usageLimit = usageLimitOf(fields, retryAfterMs);
  if (usageLimit !== undefined) return { kind: 'usageLimited', reason, usageLimit };
  const contentType = headerReader(fields.headers)('content-type');
  if (typeof fields.status === 'number' && !isGatewayFault(fields, contentType)) {
    if (!RETRYABLE_STATUS.includes(fields.status) && fields.status < 500) return rejected();
  }
  // An error inside a stream has a code instead of a status.
  if (
    typeof fields.status !== 'number' &&
    typeof fields.code === 'string' &&
    /^[a-z_]+$/.test(fields.code) &&
    fields.code !== BUSY_CODE &&
    !isOwnFault(fields)
  )
    return rejected();
  return { kind: 'unavailable', reason, ...defined({ retryAfterMs }) };
}

/** `retry-after-ms`, or `retry-after` in seconds or as an HTTP date (RFC 9110 10.2.3). */
function retryAfter(headers: unknown): number | undefined {
  const field = headerReader(headers);
  const ms = Number.parseFloat(field('retry-after-ms') ?? '');
  if (Number.isFinite(ms)) return delayOf(ms);
  const value = field('retry-after');
  if (value === null) return undefined;
  const seconds = Number.parseFloat(value);
  if (Number.isFinite(seconds)) return delayOf(seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : delayOf(at - Date.now());
}

const delayOf = (ms: number): number => Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);

/** Not by `instanceof`: headers too may come from another realm. */
function headerReader(headers: unknown): (name: string) => string | null {
  const isHeaders =
    typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';
  return isHeaders ? (name) => (headers as Headers).get(name) : () => null;
}
