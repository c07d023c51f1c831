/**
 * Answers that no provider of a model gives of a request: a web page of a gateway before it, and a fault of
 * its own that comes with a status of the caller's. They are outages, whatever their status says. Pure.
 */
import { pageWords } from './error-words.ts';

/**
 * What providers and proxies call a fault of theirs, in `type` or `code`. The second line is said of a stream
 * that has begun.
 */
const OWN_FAULTS: readonly string[] = [
  ...['server_error', 'internal_server_error', 'internal_error', 'api_error', 'api_connection_error'],
  ...['overloaded', 'server_is_overloaded', 'slow_down', 'overloaded_error', 'engine_overloaded'],
  ...['service_unavailable', 'service_unavailable_error', 'temporarily_unavailable'],
  ...['bad_gateway', 'gateway_error', 'gateway_timeout', 'upstream_error', 'timeout_error'],
];
/** A request that is too large for a gateway is so the next time as well. */
const SIZE_STATUS: readonly unknown[] = [413, 414, 431];

/** `fields` are those of an error of the client library, or of an error inside a stream. */
export function isGatewayFault(
  fields: Readonly<Record<string, unknown>>,
  contentType: string | null,
): boolean {
  if (SIZE_STATUS.includes(fields.status)) return false;
  return isWebPage(contentType) || isPageText(fields.message) || isOwnFault(fields);
}

export const isWebPage = (contentType: string | null): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '');

export function isOwnFault(fields: Readonly<Record<string, unknown>>): boolean {
  const body = isRecord(fields.error) ? fields.error : {};
  return [fields.type, fields.code, body.type, body.code].some(
    (word) => typeof word === 'string' && OWN_FAULTS.includes(word.toLowerCase()),
  );
}

const isPageText = (text: unknown): boolean => typeof text === 'string' && pageWords(text) !== undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
