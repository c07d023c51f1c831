/**
 * The address that a repository is fetched from: looked up once, held against what may be asked, and then
 * used for every connection, so that no later answer of a name server counts.
 */
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { GitUrl } from '../../contracts/git/git-url.ts';

export type PinnedHost =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly reason: string };

export type Resolve = (host: string) => Promise<readonly string[]>;

const askNameServer: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Whether the operator has named the host, with its port if that is not the usual one. */
export function isAllowedHost({ scheme, host, port }: GitUrl, allowed: readonly string[]): boolean {
  const usual = { https: 443, http: 80, ssh: 22 }[scheme];
  const written = host.includes(':') ? `[${host}]` : host;
  return allowed.includes(`${written}:${port}`) || (port === usual && allowed.includes(written));
}

/** A name is refused when any of its addresses may not be asked. */
export async function pinHost(
  git: GitUrl,
  allowed: readonly string[],
  resolve: Resolve = askNameServer,
): Promise<PinnedHost> {
  const { scheme, host } = git;
  const isAllowed = isAllowedHost(git, allowed);
  if (scheme === 'http' && !isAllowed)
    return {
      ok: false,
      reason: `${host} is asked without TLS, which its operator has not allowed (GIT_ALLOWED_HOSTS)`,
    };
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return { ok: false, reason: `there is no host ${host}` };
  if (!isAllowed && !addresses.every(isPublic))
    return {
      ok: false,
      reason: `${host} is no public host; its operator can allow it by GIT_ALLOWED_HOSTS`,
    };
  return { ok: true, address };
}

/** Neither private, loopback, link-local or of any other special use, nor such an IPv4 address in IPv6. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // An address for translators holds an IPv4 address in its last bytes; those of 6to4 and Teredo have ranges.
  return !(parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress());
}
