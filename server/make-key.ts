/** `npm run key`: makes a key, and the line by which a server knows it. */
import { parseArgs } from 'node:util';
import { makeKey } from './access/api-key.ts';
import { KEY_ENTRY_FORM, keyEntryOf, readKeyEntry } from './access/configured-keys.ts';
import { DEFAULT_TENANT } from './access/principal.ts';

const USAGE = `npm run key -- [--tenant ${DEFAULT_TENANT}] [--name operator] [--scopes admin] [--expires YYYY-MM-DD]`;

try {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string', default: DEFAULT_TENANT },
      name: { type: 'string', default: 'operator' },
      scopes: { type: 'string', default: 'admin' },
      expires: { type: 'string' },
    },
  });
  const { secret, sha256 } = makeKey();
  const scopes = values.scopes.split(/[,+]/).join('+');
  const day = values.expires === undefined ? '' : `:${values.expires}`;
  const key = readKeyEntry(`${values.tenant}:${values.name}:${scopes}:${sha256}${day}`);
  if (key === undefined) throw new Error(`that makes no entry of the form ${KEY_ENTRY_FORM}`);
  console.log(`The key, which is shown this once:\n  ${secret}\n`);
  console.log(`Its entry for API_KEYS, or a line of API_KEYS_FILE:\n  ${keyEntryOf(key)}${day}`);
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`);
  process.exitCode = 2;
}
