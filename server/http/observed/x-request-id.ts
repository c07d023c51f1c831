/** The id by which caller, logs and problems speak of one HTTP request. Pure. */
import { v7 as uuidv7 } from 'uuid';

export const REQUEST_ID_HEADER = 'x-request-id';

/** It goes into logs and headers as it is. */
const SANE = /^[A-Za-z0-9][\w.:/+=@-]{0,127}$/;

/** The caller's own where it is fit to be repeated, else a new one. */
export function requestIdFor(header: string | string[] | undefined): string {
  return typeof header === 'string' && SANE.test(header) ? header : uuidv7();
}

/**
 * What a problem calls its request (RFC 9457, `instance`), where the caller has named it. Else the header
 * alone says it: two callers who ask for what is not there get the same body.
 */
export function instanceOf({
  id,
  headers,
}: {
  readonly id: string;
  readonly headers: Headers;
}): string | undefined {
  return headers[REQUEST_ID_HEADER] === id ? `urn:goalkeeper:request:${id}` : undefined;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;
