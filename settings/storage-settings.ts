/** Where things are kept. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment } from './environment.ts';

/** `name=directory` pairs; a mistake must not open another directory than the one that was meant. */
const workspaceSources = z
  .string()
  .default('')
  .transform((text, context) => {
    const sources = new Map<string, string>();
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const at = pair.indexOf('=');
      const name = pair.slice(0, Math.max(at, 0)).trim();
      const directory = pair.slice(at + 1).trim();
      if (at < 0 || name === '' || directory === '')
        context.addIssue({ code: 'custom', message: `"${pair.trim()}" is not name=directory` });
      if (sources.has(name)) context.addIssue({ code: 'custom', message: `"${name}" is named twice` });
      sources.set(name, resolve(directory));
    }
    return Object.fromEntries(sources);
  });

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL')
    .refine(
      (text) => URL.canParse(text),
      'is no URL: signs like # and / in a password are written as %23 and %2F',
    )
    .exactOptional(),
  GOALKEEPER_DATA_DIR: z.string().default('.goalkeeper'),
  GOALKEEPER_WORKSPACES_DIR: z.string().exactOptional(),
  WORKSPACE_SOURCES: workspaceSources,
});

export interface StorageSettings {
  /** Absent: the journal is an in-process database below `directory` (one process only). */
  readonly databaseUrl?: string;
  /** State of the embedded parts. */
  readonly directory: string;
  /** Absent: the worker chooses one that its sandbox user can reach. */
  readonly workspacesDirectory?: string;
  /** Directories that a thread may ask a copy of, by name. */
  readonly workspaceSources: Readonly<Record<string, string>>;
}

/** `WORKSPACE_SOURCES` is a comma-separated list of `name=directory`. */
export function storageSettings(environment: Environment): StorageSettings {
  const env = readEnvironment(schema, environment);
  return {
    ...defined({ databaseUrl: env.DATABASE_URL }),
    directory: resolve(env.GOALKEEPER_DATA_DIR),
    ...(env.GOALKEEPER_WORKSPACES_DIR === undefined
      ? {}
      : { workspacesDirectory: resolve(env.GOALKEEPER_WORKSPACES_DIR) }),
    workspaceSources: env.WORKSPACE_SOURCES,
  };
}

/** The in-process journal's place below the data directory. */
export const journalDirectory = (directory: string): string => join(directory, 'journal');
