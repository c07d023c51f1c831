/**
 * Tells a spent account (quota, plan limit) from a busy provider: trying again soon cannot help, but at the
 * reset time it does. Codes as OpenAI's API and its compatible servers use them. Pure.
 */
import type { UsageReset } from '../../../workflows/turn/failure-type.ts';

const LIMIT_CODES: readonly string[] = [
  'insufficient_quota',
  'usage_limit_reached',
  'usage_limit_exceeded',
  'quota_exceeded',
  'billing_hard_limit_reached',
  'billing_not_active',
];
/**
 * Who asks for more patience than this is not merely busy; the goal shows the time instead of a call in
 * retry.
 */
const MAX_PATIENCE_MS = 10 * 60_000;
/**
 * Year 2286 and one year: beyond them the provider counts in another unit or errs, and a date might not hold
 * the sum.
 */
const MAX_RESETS_AT_S = 10_000_000_000;
const MAX_RESETS_IN_S = 366 * 24 * 3_600;

/** `fields` are those of an API error: `status`, `code`, `type`, and the parsed body in `error`. */
export function usageLimitOf(
  fields: Readonly<Record<string, unknown>>,
  retryAfterMs: number | undefined,
): UsageReset | undefined {
  const body = isRecord(fields.error) ? fields.error : {};
  const words = [fields.code, fields.type, body.code, body.type];
  const isNamed = words.some((word) => typeof word === 'string' && LIMIT_CODES.includes(word));
  const isPatient = fields.status === 429 && retryAfterMs !== undefined && retryAfterMs > MAX_PATIENCE_MS;
  // 402: the credit is spent, as some servers say it.
  if (!isNamed && !isPatient && fields.status !== 402) return undefined;
  const { resets_at: at, resets_in_seconds: inSeconds } = { ...fields, ...body };
  if (isWithin(at, MAX_RESETS_AT_S)) return { resetAtMs: at * 1000 };
  if (isWithin(inSeconds, MAX_RESETS_IN_S)) return { resetInMs: inSeconds * 1000 };
  return retryAfterMs === undefined || retryAfterMs === 0 ? {} : { resetInMs: retryAfterMs };
}

const isWithin = (value: unknown, max: number): value is number =>
  typeof value === 'number' && value > 0 && value <= max;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
