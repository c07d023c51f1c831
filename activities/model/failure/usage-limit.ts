/**
 * Tells a spent account (quota, plan limit) from a busy provider: trying again soon cannot help, but at the
 * reset time it does. Codes as OpenAI's API and its compatible servers use them. Pure.
 */
import type { UsageReset } from '../../../workflows/turn/failure-type.ts';
import { errorNames } from './api-error.ts';
import { instantMs, spanMs } from './when.ts';

const LIMIT_CODES: readonly string[] = [
  ...['insufficient_quota', 'insufficient_quota_error', 'insufficient_user_quota', 'quota_exceeded'],
  ...['exceeded_current_quota_error', 'usage_limit_reached', 'usage_limit_exceeded'],
  ...['billing_hard_limit_reached', 'billing_not_active', 'insufficient_balance', 'insufficient_credits'],
  // GLM's number for an account without money, and DashScope's word.
  ...['1113', 'arrearage'],
];
/** Servers that have no code for it: Anthropic, OpenRouter, Moonshot and DeepSeek in their words. */
const LIMIT_WORDS =
  /credit balance is too low|key limit exceeded|insufficient (balance|credits|funds)|exceeded your current quota/i;
/** Google calls the limit of a minute and that of a month alike; asked again, the first is soon over. */
const OF_A_MINUTE = 'resource_exhausted';

/**
 * Who asks for more patience than this is not merely busy; the goal shows the time instead of a call in
 * retry.
 */
export const MAX_PATIENCE_MS = 10 * 60_000;
/** More than a year: the provider counts in another unit, or errs. */
const MAX_RESETS_IN_MS = 366 * 24 * 3_600_000;

/** `fields` are those of an API error: `status`, `code`, `type`, and the parsed body in `error`. */
export function usageLimitOf(
  fields: Readonly<Record<string, unknown>>,
  retryAfterMs: number | undefined,
): UsageReset | undefined {
  const body = isRecord(fields.error) ? fields.error : {};
  const names = errorNames(fields);
  const isRefusal = fields.status === undefined || Number(fields.status) < 500;
  const isSaid = isRefusal && LIMIT_WORDS.test(String(fields.message ?? '')) && !names.includes(OF_A_MINUTE);
  const isNamed = isSaid || names.some((name) => LIMIT_CODES.includes(name));
  const isPatient = fields.status === 429 && retryAfterMs !== undefined && retryAfterMs > MAX_PATIENCE_MS;
  // 402: the credit is spent, as some servers say it.
  if (!isNamed && !isPatient && fields.status !== 402) return undefined;
  return resetIn({ ...fields, ...body }) ?? (retryAfterMs ? { resetInMs: retryAfterMs } : {});
}

function resetIn(fields: Readonly<Record<string, unknown>>): UsageReset | undefined {
  const resetAtMs = instantMs(fields.resets_at) ?? instantMs(fields.reset_at);
  if (resetAtMs !== undefined) return { resetAtMs };
  const resetInMs = spanMs(fields.resets_in_seconds) ?? spanMs(fields.reset_in_seconds);
  return resetInMs !== undefined && resetInMs > 0 && resetInMs <= MAX_RESETS_IN_MS
    ? { resetInMs }
    : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
