/** Settings of the one-process start: those of its parts, and the ports of its own Temporal server. */
import { resolve, sep } from 'node:path';
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type HttpSettings, httpSettings } from '../server/settings.ts';
import { budgetSettings, refuseUnpricedLimits } from '../settings/budget-settings.ts';
import { cloneSettings } from '../settings/clone-settings.ts';
import {
  allSettings,
  type Environment,
  readEnvironment,
  SettingsError,
  wholeNumber,
} from '../settings/environment.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { refuseUnknown } from '../settings/names/unknown-variables.ts';
import { metricsSettings } from '../settings/observed/metrics-settings.ts';
import { tracingSettings } from '../settings/observed/tracing-settings.ts';
import { folderTrouble } from '../settings/places/place-trouble.ts';
import { usablePlaces, usableTemporalCli } from '../settings/places/usable-places.ts';
import { quotaSettings } from '../settings/quota-settings.ts';
import { retentionSettings } from '../settings/retention-settings.ts';
import { sandboxSettings } from '../settings/sandbox-settings.ts';
import { storageSettings } from '../settings/storage-settings.ts';
import { temporalSettings } from '../settings/temporal-settings.ts';
import { webhookSettings } from '../settings/webhook-settings.ts';
import { workerSettings } from '../settings/worker-settings.ts';
import { EXAMPLES } from './examples.ts';
import { isPortFree } from './free-ports.ts';
import type { EmbeddedOptions } from './start-embedded.ts';

const schema = z.object({
  TEMPORAL_PORT: wholeNumber(1).max(65_535).exactOptional(),
  TEMPORAL_UI_PORT: wholeNumber(1).max(65_535).exactOptional(),
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

/** `workspaces`: folders of the command line, by the name under which threads ask for them. */
export async function embeddedSettings(
  environment: Environment,
  workspaces: Readonly<Record<string, string>> = {},
): Promise<Omit<EmbeddedOptions, 'model'>> {
  const { env, http, temporal, storage, sandbox, worker, clones, retention, metrics, tracing } = allSettings({
    unknown: () => refuseUnknown(environment),
    places: () => usablePlaces(environment),
    cli: () => usableTemporalCli(environment),
    workspaces: () => usableWorkspaces(workspaces, environment),
    ports: () => refuseSharedPorts(environment),
    env: () => readEnvironment(schema, environment),
    http: () => httpSettings(environment),
    metrics: () => metricsSettings(environment),
    tracing: () => tracingSettings(environment),
    budgets: () => budgetSettings(environment),
    prices: () => refuseUnpricedLimits(budgetSettings(environment), modelSettings(environment)),
    webhooks: () => webhookSettings(environment),
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
    storage: {
      ...storage,
      workspaceSources: { ...START_STATES, ...storage.workspaceSources, ...workspaces },
    },
    sandbox,
    clones,
    retention,
    ...defined({ temporalPort, temporalUiPort, metrics, tracing }),
  };
}

/**
 * A port that another program has is told before anything is started and fetched. Throws `SettingsError`.
 */
export async function refuseTakenPort({ host, port }: Pick<HttpSettings, 'host' | 'port'>): Promise<void> {
  if (port === 0 || (await isPortFree(port, host))) return;
  throw new SettingsError(`Port ${port} on ${host} is taken. Set PORT to another one; 0 takes any free one.`);
}

/** A copy of a folder that holds the service's own data would hold every other copy. */
function usableWorkspaces(workspaces: Readonly<Record<string, string>>, environment: Environment): void {
  const data = resolve(environment.GOALKEEPER_DATA_DIR || '.goalkeeper');
  const problems = Object.entries(workspaces).flatMap(([name, path]) => {
    const trouble = folderTrouble(path);
    if (trouble !== undefined) return [`--workspace: ${path} ${trouble}`];
    if (START_STATES[name] !== undefined)
      return [`--workspace: "${name}" is an example's name; write another-name=${path}`];
    return `${data}${sep}`.startsWith(path.endsWith(sep) ? path : `${path}${sep}`)
      ? [
          `--workspace: ${path} holds the service's own data (${data}); set GOALKEEPER_DATA_DIR to another place`,
        ]
      : [];
  });
  if (problems.length > 0) throw new SettingsError(problems);
}

/** Two servers cannot listen on one port, and the second to start would blame another program. */
function refuseSharedPorts(environment: Environment): void {
  const problems = PORTS.flatMap((name, index) => {
    const other = PORTS.slice(0, index).find((each) => environment[each] === environment[name]);
    return environment[name] && environment[name] !== '0' && other !== undefined
      ? [`${name}: ${environment[name]} is the port of ${other}`]
      : [];
  });
  if (problems.length > 0) throw new SettingsError(problems);
}

const PORTS = ['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'METRICS_PORT'];

const ifFree = async (port: number): Promise<number | undefined> =>
  (await isPortFree(port)) ? port : undefined;
