/** Settings of the worker process. */
import { defined } from '../objects/defined.ts';
import { budgetSettings, refuseUnpricedLimits } from '../settings/budget-settings.ts';
import { cacheDirectory } from '../settings/cache-directory.ts';
import { cloneSettings } from '../settings/clone-settings.ts';
import { allSettings, type Environment, required } from '../settings/environment.ts';
import { modelSettings } from '../settings/model-settings.ts';
import { refuseUnknown } from '../settings/names/unknown-variables.ts';
import { metricsSettings } from '../settings/observed/metrics-settings.ts';
import { tracingSettings } from '../settings/observed/tracing-settings.ts';
import { usablePlaces } from '../settings/places/usable-places.ts';
import { quotaSettings } from '../settings/quota-settings.ts';
import { retentionSettings } from '../settings/retention-settings.ts';
import { sandboxSettings } from '../settings/sandbox-settings.ts';
import { searchPath } from '../settings/search-path.ts';
import { sharedStorageSettings, sharedTemporalSettings } from '../settings/shared-settings.ts';
import { webhookSettings } from '../settings/webhook-settings.ts';
import { workerSettings } from '../settings/worker-settings.ts';

/** What the process of its own is set to. Throws `SettingsError` with all mistakes. */
export function workerProcessSettings(environment: Environment) {
  const [bwrapPath] = searchPath('bwrap', environment);
  return allSettings({
    unknown: () => refuseUnknown(environment),
    places: () => usablePlaces(environment),
    worker: () => workerSettings(environment),
    metrics: () => metricsSettings(environment),
    tracing: () => tracingSettings(environment),
    budgets: () => budgetSettings(environment),
    prices: () => refuseUnpricedLimits(budgetSettings(environment), modelSettings(environment)),
    webhooks: () => webhookSettings(environment),
    quotas: () => quotaSettings(environment),
    temporal: () => sharedTemporalSettings(environment),
    storage: () => sharedStorageSettings(environment),
    model: () =>
      required(
        modelSettings(environment),
        'OPENAI_API_KEY or OPENAI_BASE_URL must be set: there is no model to call',
      ),
    clones: () => cloneSettings(environment),
    retention: () => retentionSettings(environment),
    sandbox: () => ({
      ...defined({ bwrapPath }),
      ...sandboxSettings(environment),
    }),
    cacheDirectory: () => cacheDirectory(),
  });
}
