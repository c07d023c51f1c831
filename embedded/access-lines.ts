/** What a start says of who may ask: how a key is sent, never the key. Pure. */
import { relative } from 'node:path';
import type { AuthSettings } from '../server/access/auth-settings.ts';
import type { Embedded } from './start-embedded.ts';

/** `from`: the folder of the shell. */
export function accessLines(
  auth: AuthSettings,
  { url, keyFile }: Pick<Embedded, 'url' | 'keyFile'>,
  from: string,
): string[] {
  if (auth.mode === 'none')
    return ['Key          none is asked for (AUTH=none): whoever reaches the port may do everything'];
  if (keyFile === undefined) return ['Key          one of yours (API_KEYS, or POST /v1/keys)'];
  return [
    `Key          in ${keyFile}`,
    `Try          curl -H "authorization: Bearer $(cat ${shown(keyFile, from)})" ${url}/v1/threads`,
  ];
}

/** A path below the folder of the shell is shown as people would write it. */
function shown(file: string, from: string): string {
  const below = relative(from, file);
  const path = below.startsWith('..') ? file : below;
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
