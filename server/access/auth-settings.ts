/** How callers are known: by keys, or not at all. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { defined } from '../../objects/defined.ts';
import { type Environment, readEnvironment, SettingsError } from '../../settings/environment.ts';
import { isLoopback, nameOf } from '../http/origin/authority.ts';
import { type ConfiguredKey, KEY_ENTRY_FORM, readKeyEntry } from './configured-keys.ts';
import { type OidcSettings, oidcSettings } from './oidc-settings.ts';

export type AuthSettings =
  /** Whoever reaches the service may do everything. */
  | { readonly mode: 'none' }
  | {
      readonly mode: 'keys';
      readonly configured: readonly ConfiguredKey[];
      /** Absent: keys alone are taken. */
      readonly oidc?: OidcSettings;
    };

const schema = z.object({
  AUTH: z.enum(['keys', 'none']).default('keys'),
  API_KEYS: z.string().default(''),
  API_KEYS_FILE: z.string().exactOptional(),
});

/** `host`: the address or name that the server listens on. Throws `SettingsError`. */
export function authSettings(environment: Environment, host: string): AuthSettings {
  const env = readEnvironment(schema, environment);
  if (env.AUTH === 'none') {
    const name = nameOf(host);
    if (name !== undefined && isLoopback(name)) return { mode: 'none' };
    throw new SettingsError([
      `AUTH: none is for a service that only this machine reaches, and HOST is ${host}. Leave it out, and name keys ` +
        'in API_KEYS; `npm run key` makes one.',
    ]);
  }
  const { API_KEYS_FILE: file } = env;
  const oidc = oidcSettings(environment);
  const configured = [
    ...keysOf('API_KEYS', env.API_KEYS.split(',')),
    ...(file === undefined ? [] : keysOf('API_KEYS_FILE', linesOf(file))),
  ];
  return { mode: 'keys', configured, ...defined({ oidc }) };
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !line.trimStart().startsWith('#'));
  } catch (error) {
    const code = String((error as { readonly code?: unknown }).code);
    throw new SettingsError([`API_KEYS_FILE: ${file} cannot be read (${code})`]);
  }
}

/** A wrong entry is named by its place, never shown: somebody may have put a key itself there. */
function keysOf(variable: string, texts: readonly string[]): ConfiguredKey[] {
  const entries = texts.map((text) => text.trim()).filter((text) => text !== '');
  const read = entries.map((entry) => readKeyEntry(entry));
  const wrong = read.flatMap((key, index) => (key === undefined ? [index + 1] : []));
  if (wrong.length > 0)
    throw new SettingsError(
      wrong.map((place) => `${variable}: entry ${place} is not ${KEY_ENTRY_FORM}; \`npm run key\` makes one`),
    );
  return read.filter((key) => key !== undefined);
}
