/** How model-run commands are confined on this machine. */
import { delimiter } from 'node:path';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment } from './environment.ts';

const schema = z.object({
  SANDBOX: z.enum(['bubblewrap', 'off']).default('bubblewrap'),
  BWRAP_PATH: z.string().exactOptional(),
  SANDBOX_READ_ONLY_PATHS: z.string().default(''),
});

export interface SandboxModeSettings {
  /** `off` runs a model's commands unconfined: only for a machine that holds nothing of worth. */
  readonly mode: 'bubblewrap' | 'off';
  readonly bwrapPath?: string;
  /** Further directories that commands may read, e.g. a toolchain outside of `/usr`. */
  readonly readOnlyPaths: readonly string[];
}

export function sandboxSettings(environment: Environment): SandboxModeSettings {
  const env = readEnvironment(schema, environment);
  return {
    mode: env.SANDBOX,
    ...defined({ bwrapPath: env.BWRAP_PATH }),
    readOnlyPaths: env.SANDBOX_READ_ONLY_PATHS.split(delimiter).filter((path) => path !== ''),
  };
}
