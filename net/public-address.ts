/** Which addresses are on the public internet. Pure; the one rule of it. */
import ipaddr from 'ipaddr.js';

/** Azure answers every machine at this address of a public range, from inside. */
const AZURE_HOST = '168.63.129.16';

export const isIpAddress = (text: string): boolean => ipaddr.isValid(text);

/** Neither private, loopback, link-local or of any other special use, nor such an IPv4 address in IPv6. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return parsed.toString() !== AZURE_HOST;
  // Only 2000::/3 is public: others are unassigned, or hold an IPv4 address in their last bytes.
  return (parsed.parts[0] ?? 0) >> 13 === 1;
}
