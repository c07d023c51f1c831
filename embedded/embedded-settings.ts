/** Settings of the one-process start: those of its parts, and the ports of its own Temporal server. */
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { httpSettings } from '../server/settings.ts';
import { budgetSettings } from '../settings/budget-settings.ts';
import { cloneSettings } from '../settings/clone-settings.ts';
import { allSettings, type Environment, readEnvironment, wholeNumber } from '../settings/environment.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { quotaSettings } from '../settings/quota-settings.ts';
import { retentionSettings } from '../settings/retention-settings.ts';
import { sandboxSettings } from '../settings/sandbox-settings.ts';
import { storageSettings } from '../settings/storage-settings.ts';
import { temporalSettings } from '../settings/temporal-settings.ts';
import { workerSettings } from '../settings/worker-settings.ts';
import { EXAMPLES } from './examples.ts';
import { isPortFree } from './free-ports.ts';
import type { EmbeddedOptions } from './start-embedded.ts';

const schema = z.object({
  TEMPORAL_PORT: wholeNumber(1).exactOptional(),
  TEMPORAL_UI_PORT: wholeNumber(1).exactOptional(),
});

/** Bookmarks stay right from one start to the next; only when these are taken, any free port is. */
const USUAL_TEMPORAL_PORT = 7233;
const USUAL_TEMPORAL_UI_PORT = 8233;

/** The examples' start states, which a thread may ask a copy of. */
const START_STATES = Object.fromEntries(EXAMPLES.map(({ name, workspace }) => [name, workspace]));

/**
 * A first look must not fail because a port is taken: it gets the usual port of REST if that is free, else
 * any.
 */
export async function portOfDemo(environment: Environment): Promise<number> {
  const { port } = httpSettings(environment);
  return environment.PORT || (await isPortFree(port)) ? port : 0;
}

export async function embeddedSettings(environment: Environment): Promise<Omit<EmbeddedOptions, 'model'>> {
  const { env, http, temporal, storage, sandbox, worker, clones, retention } = allSettings({
    env: () => readEnvironment(schema, environment),
    http: () => httpSettings(environment),
    budgets: () => budgetSettings(environment),
    quotas: () => quotaSettings(environment),
    temporal: () => temporalSettings(environment),
    storage: () => storageSettings(environment),
    sandbox: () => sandboxSettings(environment),
    worker: () => workerSettings(environment, { isEmbedded: true }),
    clones: () => cloneSettings(environment),
    retention: () => retentionSettings(environment),
    // Read again by who opens the model; its mistakes are named along with the others.
    model: () => modelSettings(environment),
  });
  const temporalPort = env.TEMPORAL_PORT ?? (await ifFree(USUAL_TEMPORAL_PORT));
  const temporalUiPort = env.TEMPORAL_UI_PORT ?? (await ifFree(USUAL_TEMPORAL_UI_PORT));
  return {
    http,
    temporal,
    worker,
    storage: { ...storage, workspaceSources: { ...START_STATES, ...storage.workspaceSources } },
    sandbox,
    clones,
    retention,
    ...defined({ temporalPort, temporalUiPort }),
  };
}

const ifFree = async (port: number): Promise<number | undefined> =>
  (await isPortFree(port)) ? port : undefined;
