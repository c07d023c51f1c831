/** Hosts that the service is to reach on the word of a caller, and those that the operator allows. Pure. */

export interface Host {
  readonly scheme: 'https' | 'http' | 'ssh';
  /** It stands as a URL parser writes it: an IP address in its usual spelling, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Where a host is asked whose address names no port. */
export const PORTS = { https: 443, http: 80, ssh: 22 } as const;

/** A host or an address as it stands in a URL: IPv6 in brackets. */
export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The host as a list of the operator names it: with its port if that is not the usual one. */
export function hostName({ scheme, host, port }: Host): string {
  const written = hostInUrl(host);
  return port === PORTS[scheme] ? written : `${written}:${port}`;
}

/** Whether the operator has named the host. */
export const isAllowedHost = (host: Host, allowed: readonly string[]): boolean =>
  allowed.includes(hostName(host)) || allowed.includes(`${hostInUrl(host.host)}:${host.port}`);
