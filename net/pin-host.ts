/**
 * The address that a host is reached at: looked up once, held against what may be asked, and then used for
 * the connection, so that no later answer of a name server counts.
 */
import { lookup } from 'node:dns/promises';
import { type Host, hostName, isAllowedHost } from './host.ts';
import { isIpAddress, isPublic } from './public-address.ts';

export type PinnedHost =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly why: 'withoutTls' | 'unknown' | 'notPublic'; readonly reason: string };

export type Resolve = (host: string) => Promise<readonly string[]>;

/** What the operator allows beside the public internet, and the setting that says so. */
export interface AllowedHosts {
  readonly hosts: readonly string[];
  readonly variable: string;
}

const askNameServer: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** A name is refused when any of its addresses may not be asked. */
export async function pinHost(
  asked: Host,
  { hosts, variable }: AllowedHosts,
  resolve: Resolve = askNameServer,
): Promise<PinnedHost> {
  const { scheme, host } = asked;
  const isAllowed = isAllowedHost(asked, hosts);
  if (scheme === 'http' && !isAllowed)
    return {
      ok: false,
      why: 'withoutTls',
      reason: `${hostName(asked)} would be asked without TLS, which the operator of this service has not allowed (${variable})`,
    };
  const addresses = isIpAddress(host) ? [host] : await resolve(host).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return { ok: false, why: 'unknown', reason: `there is no host ${host}` };
  if (!isAllowed && !addresses.every(isPublic))
    return {
      ok: false,
      why: 'notPublic',
      reason: `${hostName(asked)} is no public host; the operator of this service can allow it by ${variable}`,
    };
  return { ok: true, address };
}
