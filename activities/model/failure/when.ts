/**
 * Times and spans as providers write them: seconds, milliseconds, dates, words. What cannot be told is none.
 * Pure.
 */

/** Seconds since 1970 have fewer digits for centuries, and milliseconds had more for decades. */
const LEAST_EPOCH_MS = 100_000_000_000;
/** A span of a third of a century is none: it is a time. */
const LEAST_EPOCH_S = 1_000_000_000;
/** Year 2286; beyond it a provider counts in another unit, or errs. */
const MAX_EPOCH_MS = 10_000_000_000_000;

/** A time in seconds or milliseconds since 1970, perhaps as text, or as a date. */
export function instantMs(value: unknown): number | undefined {
  const number = numberIn(value);
  if (number === undefined) return typeof value === 'string' ? dateMs(value) : undefined;
  const ms = number < LEAST_EPOCH_MS ? number * 1000 : number;
  return ms > 0 && ms <= MAX_EPOCH_MS ? ms : undefined;
}

/** A span in seconds, perhaps as text, or with its units: `5`, `"5"`, `1m30s`, `5 minutes`. */
export function spanMs(value: unknown): number | undefined {
  const seconds = numberIn(value);
  if (seconds !== undefined) return seconds >= 0 ? seconds * 1000 : undefined;
  return typeof value === 'string' ? unitsMs(value.trim()) : undefined;
}

/**
 * `retry-after` is a span in seconds or an HTTP date (RFC 9110 10.2.3); some servers send a time since 1970,
 * another date, or a span with units. Of two headers that were joined the longer one counts.
 */
export function retryAfterMs(header: string, nowMs: number): number | undefined {
  const value = header.trim().replace(/^"(.*)"$/, '$1');
  if (/^\d+(\s*,\s*\d+)+$/.test(value)) return Math.max(...value.split(',').map(Number)) * 1000;
  const number = numberIn(value);
  const isInstant = number === undefined ? dateMs(value) !== undefined : number >= LEAST_EPOCH_S;
  if (!isInstant) return spanMs(value);
  const at = instantMs(value);
  return at === undefined ? undefined : Math.max(0, at - nowMs);
}

/** Digits, and nothing that only begins with them. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const isNumber = typeof value === 'string' && /^\s*\d{1,15}(\.\d{1,9})?\s*$/.test(value);
  return isNumber ? Number(value) : undefined;
}

/** A date names its year and its month: `Date.parse` takes all sorts of words for one. */
function dateMs(text: string): number | undefined {
  const isDate = /^\s*\d{4}-\d{2}-\d{2}/.test(text) || /\b[A-Z][a-z]{2}\b.*\b\d{4}\b/.test(text);
  const ms = isDate ? Date.parse(text) : Number.NaN;
  return ms > 0 && ms <= MAX_EPOCH_MS ? ms : undefined;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const PART = /(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|m|h|d)(?:ec(?:ond)?s?|in(?:ute)?s?|(?:ou)?rs?|ays?|s)?/gi;

function unitsMs(text: string): number | undefined {
  const rest = text.replaceAll(PART, '').replaceAll(/[\s,]|\band\b/g, '');
  if (text === '' || rest !== '') return undefined;
  return [...text.matchAll(PART)].reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * (UNITS_MS[(unit ?? '').toLowerCase()] ?? 0),
    0,
  );
}
