/** The settings that each process reads, as its `main.ts` does, from an environment of the test's choice. */
import { embeddedSettings } from '../../../embedded/embedded-settings.ts';
import { httpSettings } from '../../../server/settings.ts';
import { budgetSettings } from '../../../settings/budget-settings.ts';
import { cacheDirectory } from '../../../settings/cache-directory.ts';
import { cloneSettings } from '../../../settings/clone-settings.ts';
import { modelSettings } from '../../../settings/model-settings.ts';
import { metricsSettings } from '../../../settings/observed/metrics-settings.ts';
import { tracingSettings } from '../../../settings/observed/tracing-settings.ts';
import { quotaSettings } from '../../../settings/quota-settings.ts';
import { retentionSettings } from '../../../settings/retention-settings.ts';
import { sandboxSettings } from '../../../settings/sandbox-settings.ts';
import { storageSettings } from '../../../settings/storage-settings.ts';
import { temporalSettings } from '../../../settings/temporal-settings.ts';
import { webhookSettings } from '../../../settings/webhook-settings.ts';
import { workerSettings } from '../../../settings/worker-settings.ts';
import { recordEnvironment } from './recorded-environment.ts';

type Variables = Readonly<Record<string, string>>;

/** Both throw what the process would throw; `asked` are the names of all variables that it knows. */
export function readServerSettings(variables: Variables) {
  const { environment, asked } = recordEnvironment(variables);
  return {
    http: httpSettings(environment),
    temporal: temporalSettings(environment),
    storage: storageSettings(environment),
    metrics: metricsSettings(environment),
    tracing: tracingSettings(environment),
    asked,
  };
}

export function readWorkerSettings(variables: Variables) {
  const { environment, asked } = recordEnvironment(variables);
  return {
    temporal: temporalSettings(environment),
    storage: storageSettings(environment),
    model: modelSettings(environment),
    sandbox: sandboxSettings(environment),
    worker: workerSettings(environment),
    budgets: budgetSettings(environment),
    metrics: metricsSettings(environment),
    tracing: tracingSettings(environment),
    quotas: quotaSettings(environment),
    clones: cloneSettings(environment),
    retention: retentionSettings(environment),
    webhooks: webhookSettings(environment),
    cacheDirectory: cacheDirectory({ env: environment, home: '/home/node', uid: 1000 }),
    asked,
  };
}

export async function readEmbeddedSettings(variables: Variables) {
  const { environment, asked } = recordEnvironment(variables);
  return {
    ...(await embeddedSettings(environment)),
    model: modelSettings(environment),
    cacheDirectory: cacheDirectory({ env: environment, home: '/home/node', uid: 1000 }),
    asked,
  };
}
