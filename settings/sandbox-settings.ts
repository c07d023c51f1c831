/** How model-run commands are confined on this machine. */
import { delimiter, isAbsolute } from 'node:path';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment, SettingsError } from './environment.ts';

const schema = z.object({
  SANDBOX: z.enum(['bubblewrap', 'off']).default('bubblewrap'),
  BWRAP_PATH: z.string().exactOptional(),
  SANDBOX_READ_ONLY_PATHS: z.string().default(''),
  SANDBOX_PATH: z.string().default(''),
  SANDBOX_ENV: z.string().default(''),
});

export interface SandboxModeSettings {
  /** `off` runs a model's commands unconfined: only for a machine that holds nothing of worth. */
  readonly mode: 'bubblewrap' | 'off';
  readonly bwrapPath?: string;
  /** Further directories that commands may read, e.g. a toolchain outside of `/usr`. */
  readonly readOnlyPaths: readonly string[];
  /** Directories that commands search for programs before the system's own. */
  readonly path: readonly string[];
  /** Variables that commands get beside the fixed ones. */
  readonly env: Readonly<Record<string, string>>;
}

export function sandboxSettings(environment: Environment): SandboxModeSettings {
  const env = readEnvironment(schema, environment);
  return {
    mode: env.SANDBOX,
    ...defined({ bwrapPath: env.BWRAP_PATH }),
    readOnlyPaths: pathsIn(env.SANDBOX_READ_ONLY_PATHS),
    path: absolute('SANDBOX_PATH', pathsIn(env.SANDBOX_PATH)),
    env: variablesIn(env.SANDBOX_ENV),
  };
}

const pathsIn = (text: string): string[] => text.split(delimiter).filter((path) => path !== '');

function absolute(name: string, paths: readonly string[]): readonly string[] {
  const relative = paths.find((path) => !isAbsolute(path));
  if (relative !== undefined) throw new SettingsError([`${name}: ${relative} is no absolute path`]);
  return paths;
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The service's own: commands find their HOME, their figures' channel and git's settings by these. */
const RESERVED = /^(PATH|HOME|GOALKEEPER_.*|GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+))$/;

/** `NAME=value,NAME=value`, or a JSON object of texts for values that hold a comma. */
function variablesIn(text: string): Record<string, string> {
  const pairs = text.trimStart().startsWith('{') ? pairsOfJson(text) : pairsOfList(text);
  for (const [name] of pairs) {
    if (!NAME.test(name))
      throw new SettingsError([`SANDBOX_ENV: ${JSON.stringify(name)} is no name of a variable`]);
    if (RESERVED.test(name))
      throw new SettingsError([
        `SANDBOX_ENV: ${name} is the service's own${name === 'PATH' ? '; directories go into SANDBOX_PATH' : ''}`,
      ]);
  }
  return Object.fromEntries(pairs);
}

const pairsOfList = (text: string): [string, string][] =>
  text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      if (value.length === 0)
        throw new SettingsError([`SANDBOX_ENV: ${JSON.stringify(pair)} is not NAME=value`]);
      return [name.trim(), value.join('=')];
    });

function pairsOfJson(text: string): [string, string][] {
  try {
    const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
    if (parsed.success) return Object.entries(parsed.data);
  } catch {
    // Said below.
  }
  throw new SettingsError(['SANDBOX_ENV: is no JSON object of texts']);
}
