/** The names that the service may be asked by, and the origins whose pages may ask. Pure. */
import { type Authority, authorityOf, isAddress, isLoopback, nameOf } from './authority.ts';

export interface Access {
  /** The address or name that the process listens on. */
  readonly listensOn: string;
  /** Entries as `readHost` gives them. */
  readonly hosts: readonly AllowedHost[];
  /** Origins as browsers send them, whose pages may ask anything. */
  readonly origins: readonly string[];
}

export interface AllowedHost extends Authority {
  /** The names below this one; it is not among them. */
  readonly isBelow: boolean;
}

export const LOOPBACK_ONLY: Access = { listensOn: '127.0.0.1', hosts: [], origins: [] };

/** `name`, `name:port` or `*.name`; `undefined` for anything else. */
export function readHost(text: string): AllowedHost | undefined {
  const isBelow = text.startsWith('*.');
  const authority = authorityOf(isBelow ? text.slice(2) : text);
  return authority && { ...authority, isBelow };
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,*]+$/;

/** An origin in the spelling of the Origin header; `undefined` for what is none, `null` and `*` among it. */
export function readOrigin(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (!ORIGIN.test(lower) || !URL.canParse(lower)) return undefined;
  const { origin } = new URL(lower);
  // Only schemes of the web have an origin by that name; those of extensions are taken as they are.
  return origin === 'null' ? lower : origin;
}

const EVERY_ADDRESS = ['0.0.0.0', '::', ''];

/**
 * Whether a request may name this host. A page can make a name of its own lead to this machine, but not an
 * address: who listens on every address may be asked by each.
 */
export function isKnownHost(header: string | undefined, { listensOn, hosts }: Access): boolean {
  const asked = header === undefined ? undefined : authorityOf(header);
  if (asked === undefined) return false;
  if (isLoopback(asked.name) || asked.name === nameOf(listensOn)) return true;
  if (EVERY_ADDRESS.includes(listensOn) && isAddress(asked.name)) return true;
  return hosts.some((allowed) => covers(allowed, asked));
}

const covers = ({ name, port, isBelow }: AllowedHost, asked: Authority): boolean =>
  (isBelow ? asked.name.endsWith(`.${name}`) : asked.name === name) &&
  (port === undefined || port === asked.port);
