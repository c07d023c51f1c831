/** Settings of the server process. It never reads the model's key. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import type { QuotaRule } from '../contracts/ceiling/quota-rule.ts';
import { budgetSettings } from '../settings/budget-settings.ts';
import { allSettings, type Environment, readEnvironment, wholeNumber } from '../settings/environment.ts';
import { type LogLevel, logLevel } from '../settings/log-level.ts';
import { refuseUnknown } from '../settings/names/unknown-variables.ts';
import { metricsSettings } from '../settings/observed/metrics-settings.ts';
import { tracingSettings } from '../settings/observed/tracing-settings.ts';
import { quotaSettings } from '../settings/quota-settings.ts';
import { sharedStorageSettings, sharedTemporalSettings } from '../settings/shared-settings.ts';
import type { UploadLimits } from '../settings/upload-settings.ts';
import { uploadSettings } from '../settings/upload-settings.ts';
import { type WebhookSettings, webhookSettings } from '../settings/webhook-settings.ts';
import { type AuthSettings, authSettings } from './access/auth-settings.ts';
import { type RateSettings, rateSettings } from './access/rate/rate-settings.ts';
import { type Access, readHost, readOrigin } from './http/origin/access.ts';

/** A list with commas; what is no entry of it is named. */
const listOf = <Entry>(read: (text: string) => Entry | undefined, form: string) =>
  z
    .string()
    .default('')
    .transform((text, context) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap((part) => {
          const entry = read(part);
          if (entry !== undefined) return [entry];
          context.addIssue({ code: 'custom', message: `"${part}" is not ${form}` });
          return [];
        }),
    );

const isHostName = (text: string): boolean =>
  isIP(text) !== 0 || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(text);

const schema = z.object({
  // Loopback unless said otherwise: keys that travel further need TLS, which a proxy adds.
  HOST: z
    .string()
    .refine(isHostName, 'must be an address or a name without scheme and port, e.g. 127.0.0.1')
    .default('127.0.0.1'),
  ALLOWED_HOSTS: listOf(
    readHost,
    'a name such as goals.example.org, goals.example.org:8800 or *.example.org',
  ),
  ALLOWED_ORIGINS: listOf(readOrigin, 'an origin such as https://app.example.org'),
  PORT: wholeNumber(0).max(65_535).default(8800),
  LOG_LEVEL: logLevel,
  AUDIT_LOG_DAYS: wholeNumber(1).max(36_500).default(365),
});

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly auditLogDays: number;
  readonly access: Access;
  readonly auth: AuthSettings;
  readonly rates: RateSettings;
  readonly budgets: BudgetRule;
  readonly quotas: QuotaRule;
  readonly uploads: UploadLimits;
  readonly webhooks: WebhookSettings;
}

export function httpSettings(environment: Environment): HttpSettings {
  const { HOST: usualHost } = schema.parse({});
  const { env, ...groups } = allSettings({
    env: () => readEnvironment(schema, environment),
    auth: () => authSettings(environment, environment.HOST || usualHost),
    rates: () => rateSettings(environment),
    budgets: () => budgetSettings(environment),
    quotas: () => quotaSettings(environment),
    uploads: () => uploadSettings(environment),
    webhooks: () => webhookSettings(environment),
  });
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    auditLogDays: env.AUDIT_LOG_DAYS,
    access: { listensOn: env.HOST, hosts: env.ALLOWED_HOSTS, origins: env.ALLOWED_ORIGINS },
    ...groups,
  };
}

/** What the process of its own is set to. Throws `SettingsError` with all mistakes. */
export function serverSettings(environment: Environment) {
  return allSettings({
    unknown: () => refuseUnknown(environment),
    http: () => httpSettings(environment),
    metrics: () => metricsSettings(environment),
    tracing: () => tracingSettings(environment),
    budgets: () => budgetSettings(environment),
    quotas: () => quotaSettings(environment),
    uploads: () => uploadSettings(environment),
    webhooks: () => webhookSettings(environment),
    temporal: () => sharedTemporalSettings(environment),
    storage: () => sharedStorageSettings(environment),
  });
}
