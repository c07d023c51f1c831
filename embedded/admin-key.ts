/** The first key of an embedded service: made once, and kept where only its owner can read it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { ApiKeys } from '../journal/rows/api-key.ts';
import { isWholeKey, type MadeKey, madeKeyOf, makeKey } from '../server/access/api-key.ts';
import type { AuthSettings } from '../server/access/auth-settings.ts';
import { DEFAULT_TENANT } from '../server/access/principal.ts';

const PRIVATE = 0o600;

/**
 * Makes a key while nobody has any, and says in which file it is; `undefined`: in none, because no keys are
 * asked for, or because there are others.
 */
export async function ensureAdminKey(
  directory: string,
  auth: AuthSettings,
  journal: Pick<ApiKeys, 'createApiKey' | 'hasApiKeys'>,
): Promise<string | undefined> {
  if (auth.mode === 'none') return undefined;
  const file = join(directory, 'admin-key');
  if (auth.configured.length > 0 || (await journal.hasApiKeys())) return existsSync(file) ? file : undefined;
  const { prefix, sha256 } = keptOrMade(file);
  await journal.createApiKey({
    keyId: `key_${uuidv7()}`,
    tenantId: DEFAULT_TENANT,
    name: 'first start',
    scopes: ['admin'],
    ...{ prefix, sha256 },
    createdBy: 'embedded',
  });
  return file;
}

/** The file is written first; a start that ended there, or a journal that was replaced, leaves it behind. */
function keptOrMade(file: string): MadeKey {
  if (existsSync(file)) {
    const secret = readFileSync(file, 'utf8').trim();
    if (isWholeKey(secret)) return madeKeyOf(secret);
  }
  const made = makeKey();
  writeFileSync(file, `${made.secret}\n`, { mode: PRIVATE });
  return made;
}
