/** The `host[:port]` of a Host header or of a setting, as browsers write it. Pure. */
import { isIP, isIPv4 } from 'node:net';

export interface Authority {
  /** Lower case, without a final dot; IPv6 in brackets. */
  readonly name: string;
  /** Absent: the scheme's own. */
  readonly port?: string;
}

/** Nothing in it may be read otherwise than as a name and a port: no user, path, escape or list. */
const FORM = /^(\[[0-9a-f:.]+\]|[^\s/?#@\\:[\]%,*]+)(?::(\d{1,5}))?$/i;

/** `undefined`: the text is no authority. Numbers that mean an address (`127.1`, `0x7f000001`) become it. */
export function authorityOf(text: string): Authority | undefined {
  const [, host, port] = FORM.exec(text) ?? [];
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  if (name === '') return undefined;
  return port === undefined ? { name } : { name, port };
}

/** How an address or a name that a process listens on is written in a Host header. */
export const nameOf = (address: string): string | undefined =>
  authorityOf(address.includes(':') ? `[${address}]` : address)?.name;

export const isAddress = (name: string): boolean => isIP(name.replace(/^\[|\]$/g, '')) !== 0;

/** Nobody can make these names lead elsewhere (RFC 6761, 6.3). */
export const isLoopback = (name: string): boolean =>
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '[::1]' ||
  (isIPv4(name) && name.startsWith('127.'));
