/**
 * The address that a repository is fetched from: looked up once, held against what may be asked, and then
 * used for every connection, so that no later answer of a name server counts.
 */
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { type GitUrl, hostInUrl, PORTS } from '../../contracts/git/git-url.ts';

export type PinnedHost =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly reason: string };

export type Resolve = (host: string) => Promise<readonly string[]>;

/** Azure answers every machine at this address of a public range, from inside. */
const AZURE_HOST = '168.63.129.16';

const askNameServer: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Whether the operator has named the host, with its port if that is not the usual one. */
export const isAllowedHost = (git: GitUrl, allowed: readonly string[]): boolean =>
  allowed.includes(hostName(git)) || allowed.includes(`${hostInUrl(git.host)}:${git.port}`);

/** The host as `GIT_ALLOWED_HOSTS` names it. */
function hostName({ scheme, host, port }: GitUrl): string {
  const written = hostInUrl(host);
  return port === PORTS[scheme] ? written : `${written}:${port}`;
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
      reason: `${hostName(git)} would be asked without TLS, which the operator of this service has not allowed (GIT_ALLOWED_HOSTS)`,
    };
  const addresses = ipaddr.isValid(host) ? [host] : await resolve(host).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return { ok: false, reason: `there is no host ${host}` };
  if (!isAllowed && !addresses.every(isPublic))
    return {
      ok: false,
      reason: `${hostName(git)} is no public host; the operator of this service can allow it by GIT_ALLOWED_HOSTS`,
    };
  return { ok: true, address };
}

/** Neither private, loopback, link-local or of any other special use, nor such an IPv4 address in IPv6. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== AZURE_HOST;
  // Only 2000::/3 is public: others are unassigned, or hold an IPv4 address in their last bytes.
  return (parsed.parts[0] ?? 0) >> 13 === 1;
}
