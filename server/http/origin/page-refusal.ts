/**
 * Whether a request may be the work of a web page that has no business here. A browser on the operator's
 * machine reaches a loopback service, and whatever page it shows can make it ask. Pure.
 */
import { type Access, isKnownHost, readOrigin } from './access.ts';

export interface AskedBy {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type PageRefusal =
  /** A name that leads here is not one of this service: DNS was rebound, or a proxy is not listed. */
  | 'unknownHost'
  /** A page of another origin asks. */
  | 'crossSite'
  /** A browser that does not say who asks, and sends what a form could have sent. */
  | 'unnamedPage';

/** `undefined`: it may be answered. */
export function pageRefusal({ method, headers }: AskedBy, access: Access): PageRefusal | undefined {
  const of = (name: string): string | undefined => [headers[name]].flat().join(', ') || undefined;
  const [host, origin, site] = [of('host'), of('origin'), of('sec-fetch-site')];
  if (!isKnownHost(host, access)) return 'unknownHost';
  if (isListed(origin, access)) return undefined;
  // Browsers set this header themselves, and no page can.
  if (site === 'same-origin' || site === 'none') return undefined;
  if (site !== undefined) return isFollowedLink(method, of) ? undefined : 'crossSite';
  if (origin !== undefined) return isSameOrigin(origin, host) ? undefined : 'crossSite';
  return isFormLike(method, of) && isBrowser(of) ? 'unnamedPage' : undefined;
}

export const isListed = (origin: string | undefined, { origins }: Access): origin is string =>
  origin !== undefined && origins.includes(origin);

type Header = (name: string) => string | undefined;

/** A person opens a link, e.g. to a report: its page cannot read what comes, and GET changes nothing. */
const isFollowedLink = (method: string, of: Header): boolean =>
  method === 'GET' && of('sec-fetch-mode') === 'navigate' && of('sec-fetch-dest') === 'document';

/** The scheme is the page's: a proxy in front may have taken TLS off. */
function isSameOrigin(origin: string, host: string | undefined): boolean {
  const asked = readOrigin(origin);
  const [scheme] = origin.split('://');
  return asked !== undefined && /^https?:/.test(asked) && asked === readOrigin(`${scheme}://${host}`);
}

/** What a page may send anywhere without asking the browser first: here, a POST without a body. */
function isFormLike(method: string, of: Header): boolean {
  const hasBody = (of('content-length') ?? '0') !== '0' || of('transfer-encoding') !== undefined;
  return method === 'POST' && !hasBody && !/^application\/json\b/i.test(of('content-type') ?? '');
}

/** Browsers too old to name the origin of a request still say what they are. */
const isBrowser = (of: Header): boolean =>
  of('referer') !== undefined || of('cookie') !== undefined || /^Mozilla\//.test(of('user-agent') ?? '');
