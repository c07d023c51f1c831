/** Keys that the operator names in the settings: their hashes, never the keys themselves. Pure. */
import { SCOPES, type Scope } from './scopes.ts';

export interface ConfiguredKey {
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly sha256: string;
  /** Absent: it does not end. */
  readonly expiresAt?: Date;
}

export const TENANT_FORM = /^[a-z0-9][a-z0-9_-]{0,62}$/;
export const KEY_NAME_FORM = /^[\w .@-]{1,60}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const KEY_ENTRY_FORM =
  'tenant:name:scope+scope:sha256, with :YYYY-MM-DD at the end if it is to expire';

/** `undefined`: the text is no entry. One that expires on a day ends with that day, in UTC. */
export function readKeyEntry(text: string): ConfiguredKey | undefined {
  const [tenantId = '', name = '', scopeList = '', sha256 = '', day, ...more] = text.split(':');
  const names = scopeList.split('+');
  const scopes = SCOPES.filter((scope) => names.includes(scope));
  if (!TENANT_FORM.test(tenantId) || !KEY_NAME_FORM.test(name) || !SHA256.test(sha256)) return undefined;
  if (more.length > 0 || scopes.length !== names.length) return undefined;
  if (day === undefined) return { tenantId, name, scopes, sha256 };
  const expiresAt = new Date(`${day}T24:00:00Z`);
  if (!DAY.test(day) || Number.isNaN(expiresAt.getTime())) return undefined;
  return { tenantId, name, scopes, sha256, expiresAt };
}

export const keyEntryOf = ({ tenantId, name, scopes, sha256 }: Omit<ConfiguredKey, 'expiresAt'>): string =>
  [tenantId, name, scopes.join('+'), sha256].join(':');

/** It names a key that no table holds, the same from one start to the next. */
export const configuredKeyId = ({ sha256 }: Pick<ConfiguredKey, 'sha256'>): string =>
  `configured_${sha256.slice(0, 12)}`;
