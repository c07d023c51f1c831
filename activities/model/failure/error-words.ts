/**
 * What an error of the provider, of a proxy before it or of the network says, in one line for people. Pure.
 */
import { cutToLine } from '../../../workflows/text/cut-text.ts';

const MAX_CHARACTERS = 480;
const MAX_TITLE_CHARACTERS = 200;
/** How deep causes are looked for: the client wraps what `fetch` wraps. */
const MAX_CAUSES = 5;

export function errorWords(error: unknown): string {
  const said = typeof error === 'string' ? error : fieldsOf(error).message;
  if (typeof said !== 'string') return 'no reason given';
  const page = pageWords(said);
  if (page !== undefined) return page;
  const cause = rootCause(error);
  const words = cause === undefined || said.includes(cause) ? said : `${said} (${cause})`;
  return cutToLine(words, MAX_CHARACTERS);
}

/** A proxy's page of HTML shortened to its status and title, e.g. `502 a web page: Bad gateway`. */
export function pageWords(text: string): string | undefined {
  if (!/<(!doctype html|html|head|body)\b/i.test(text)) return undefined;
  const status = /^\d{3} /.exec(text)?.[0] ?? '';
  const title = cutToLine(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '', MAX_TITLE_CHARACTERS);
  return `${status}a web page${title === '' ? '' : `: ${title}`}`;
}

/** What a connection error hides, e.g. `getaddrinfo ENOTFOUND api.example.org`. */
function rootCause(error: unknown): string | undefined {
  let { cause } = fieldsOf(error);
  let words: string | undefined;
  for (let depth = 0; depth < MAX_CAUSES && cause !== undefined; depth++) {
    words = causeWords(fieldsOf(cause)) ?? words;
    ({ cause } = fieldsOf(cause));
  }
  return words;
}

/** OpenSSL's own words name places in its source. */
function causeWords({ message, code }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof message !== 'string' || message === '' || message.includes('SSL routines'))
    return typeof code === 'string' ? code : undefined;
  return message;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
