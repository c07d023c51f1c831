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
  const [path, readOnlyPaths] = [pathsIn(env.SANDBOX_PATH), pathsIn(env.SANDBOX_READ_ONLY_PATHS)];
  const variables = variablesIn(env.SANDBOX_ENV);
  const problems = [
    ...relativeAmong('SANDBOX_PATH', path),
    ...relativeAmong('SANDBOX_READ_ONLY_PATHS', readOnlyPaths),
    ...variables.problems,
  ];
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    mode: env.SANDBOX,
    ...defined({ bwrapPath: env.BWRAP_PATH }),
    readOnlyPaths,
    path,
    env: Object.fromEntries(variables.pairs),
  };
}

export const pathsIn = (text: string): string[] => text.split(delimiter).filter((path) => path !== '');

const relativeAmong = (name: string, paths: readonly string[]): string[] =>
  paths.filter((path) => !isAbsolute(path)).map((path) => `${name}: ${path} is no absolute path`);

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The service's own: commands find their HOME, their figures' channel and git's settings by these. */
const RESERVED = /^(PATH|HOME|GOALKEEPER_.*|GIT_CONFIG_(COUNT|KEY_\d+|VALUE_\d+))$/;

interface Variables {
  readonly pairs: readonly (readonly [string, string])[];
  readonly problems: readonly string[];
}

/** `NAME=value,NAME=value`, or a JSON object of texts for values that hold a comma. */
function variablesIn(text: string): Variables {
  const { pairs, problems } = text.trimStart().startsWith('{') ? pairsOfJson(text) : pairsOfList(text);
  return { pairs, problems: [...problems, ...pairs.flatMap(([name]) => problemOf(name))] };
}

function problemOf(name: string): string[] {
  if (!NAME.test(name)) return [`SANDBOX_ENV: ${JSON.stringify(name)} is no name of a variable`];
  if (!RESERVED.test(name)) return [];
  const hint = name === 'PATH' ? '; directories go into SANDBOX_PATH' : '';
  return [`SANDBOX_ENV: ${name} is the service's own${hint}`];
}

function pairsOfList(text: string): Variables {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  return {
    pairs: parts.flatMap((part) => {
      const [name = '', ...value] = part.split('=');
      return value.length === 0 ? [] : [[name.trim(), value.join('=')] as const];
    }),
    problems: parts
      .filter((part) => !part.includes('='))
      .map((part) => `SANDBOX_ENV: ${JSON.stringify(part)} is not NAME=value`),
  };
}

function pairsOfJson(text: string): Variables {
  try {
    const parsed = z.record(z.string(), z.string()).safeParse(JSON.parse(text));
    if (parsed.success) return { pairs: Object.entries(parsed.data), problems: [] };
  } catch {
    // Said below.
  }
  return { pairs: [], problems: ['SANDBOX_ENV: is no JSON object of texts'] };
}
