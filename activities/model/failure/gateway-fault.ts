/**
 * Answers that no provider of a model gives of a request: a page or a line of text of a gateway before it,
 * and a fault of its own that comes with a status of the caller's. They are outages, whatever their status
 * says. Pure.
 */
import { errorNames } from './api-error.ts';
import { pageWords } from './error-words.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What providers and proxies call a fault of theirs, alone or as a part of a longer name:
 * `internal_server_error`, `model_overloaded`, `UNAVAILABLE`.
 */
const OWN_FAULT =
  /(^|_)(server_error|internal|api_error|api_connection_error|overloaded|unavailable|slow_down|bad_gateway|gateway|upstream|proxy_error|time_?out|timed_out|bad_response_status_code)(_|$)/;
/** The request is what they speak of. */
const OF_REQUEST = /^(invalid|unsupported|missing|unknown)_|_not_found$|^new_api_error$/;
/** A request that is too large for a gateway is so the next time as well. */
const SIZE_STATUS: readonly unknown[] = [413, 414, 431];
/** Where a gateway knows no way on, it says so in words: no provider has answered. */
const LOST_STATUS: readonly unknown[] = [404, 405];
const LOST_WORDS =
  /upstream|connect error|disconnect\/reset|no healthy|bad gateway|gateway time|connection (reset|refused|terminat)/i;

/** It is the client library's word. */
const NO_BODY = /^\d{3} status code \(no body\)$/;

/** `fields` are those of an error of the client library, or of an error inside a stream. */
export function isGatewayFault(fields: Fields, contentType: string | null): boolean {
  if (SIZE_STATUS.includes(fields.status)) return false;
  return (
    isWebPage(contentType) ||
    isPageText(fields.message) ||
    isOwnFault(fields) ||
    isGatewayText(fields, contentType)
  );
}

export const isWebPage = (contentType: string | null): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(contentType ?? '');

export const isOwnFault = (fields: Fields): boolean =>
  errorNames(fields).some((name) => OWN_FAULT.test(name) && !OF_REQUEST.test(name));

/** A line of text in the place of an error of the API. */
export function isGatewayText({ status, message, error }: Fields, contentType: string | null): boolean {
  if (error !== undefined || typeof message !== 'string' || /json/i.test(contentType ?? '')) return false;
  if (NO_BODY.test(message)) return false;
  const isLost = LOST_STATUS.includes(status) && contentType !== null;
  return isLost || (typeof status === 'number' && LOST_WORDS.test(message));
}

const isPageText = (text: unknown): boolean =>
  typeof text === 'string' && (pageWords(text) !== undefined || /^(\d{3} )?\s*<\?xml/i.test(text));
