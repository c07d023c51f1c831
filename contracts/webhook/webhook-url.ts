/**
 * Addresses that a caller may have webhooks sent to: what of an address is wrong before any name server is
 * asked. Whether the host is public is asked once more when it is connected to (`net/pin-host.ts`). Pure.
 */
import { type Host, hostName, isAllowedHost, PORTS } from '../../net/host.ts';
import { isIpAddress, isPublic } from '../../net/public-address.ts';

export type ReadWebhookUrl =
  | { readonly ok: true; readonly url: string; readonly host: WebhookHost }
  | { readonly ok: false; readonly problem: string };

export type WebhookHost = Host & { readonly scheme: 'https' | 'http' };

export const WEBHOOK_HOSTS_VARIABLE = 'WEBHOOK_ALLOWED_HOSTS';

const MAX_CHARACTERS = 2_000;
const NO_PART_OF_A_URL = /[\s\p{Cc}\\]/u;
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$|^[0-9a-f:.]+$/;
/** Names that stand for machines of the own network wherever they are asked (RFC 6761, 6762, 8375, 9476). */
const OWN_NETWORK =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|alt|home\.arpa)$/;
/** Services of the system listen below it; none of them speaks HTTPS but at its usual port. */
const FIRST_USER_PORT = 1024;

/** `allowed`: hosts that the operator names, wherever they are and without TLS. */
export function readWebhookUrl(text: string, allowed: readonly string[]): ReadWebhookUrl {
  const refuse = (problem: string): ReadWebhookUrl => ({ ok: false, problem });
  if (text.length > MAX_CHARACTERS) return refuse('is too long');
  // A parser of URLs would pass over some of these.
  if (NO_PART_OF_A_URL.test(text)) return refuse('must hold no spaces, backslashes and controls');
  const scheme = /^(https|http):\/\//i.exec(text)?.[1]?.toLowerCase() as WebhookHost['scheme'] | undefined;
  if (scheme === undefined || !URL.canParse(text))
    return refuse('must be an address such as https://host/path');
  const parsed = new URL(text);
  if (parsed.username !== '' || parsed.password !== '')
    return refuse('must hold no credentials: a receiver knows the sender by the signature');
  if (parsed.hash !== '' || text.includes('#')) return refuse('must have no fragment');
  // A parser brings every spelling of an address into its usual one.
  const name = parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (!HOST.test(name)) return refuse('has a host name that is not valid');
  const host = { scheme, host: name, port: parsed.port === '' ? PORTS[scheme] : Number(parsed.port) };
  const problem = isAllowedHost(host, allowed) ? undefined : hostProblem(host);
  return problem === undefined ? { ok: true, url: parsed.href, host } : refuse(problem);
}

/** What keeps a host from being asked that the operator has not named. */
function hostProblem(host: WebhookHost): string | undefined {
  const unless = `unless the operator of this service allows ${hostName(host)} by ${WEBHOOK_HOSTS_VARIABLE}`;
  if (host.scheme === 'http') return `must begin with https://, ${unless}`;
  const isPublicName = host.host.includes('.') && !OWN_NETWORK.test(host.host);
  if (isIpAddress(host.host) ? !isPublic(host.host) : !isPublicName)
    return `must name a host of the public internet, ${unless}`;
  if (host.port !== PORTS.https && host.port < FIRST_USER_PORT)
    return `must name port 443 or one from ${FIRST_USER_PORT} up, ${unless}`;
  return undefined;
}
