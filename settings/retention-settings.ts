/** How long threads are kept that nothing is done with. */
import { z } from 'zod';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment } from './environment.ts';

/** How long the threads of a tenant are kept; what is absent is for ever. */
export interface RetentionRule {
  /** One that was at rest for so long is archived. */
  readonly archiveAfterMs?: number;
  /** One that is archived, or whose goal has ended, and that nothing was done with for so long, is purged. */
  readonly purgeAfterMs?: number;
}

export interface RetentionSettings {
  ruleOf(tenantId: string): RetentionRule;
}

const DAY_MS = 24 * 60 * 60_000;

const days = z.number().positive().max(36_500);
const daysIn = z.coerce.number().positive().max(36_500);

const rule = z.strictObject({ archiveAfterDays: days.exactOptional(), purgeAfterDays: days.exactOptional() });

type Rule = z.output<typeof rule>;

/** Each tenant's own days take the place of the common ones. */
const byTenant = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), rule));

const schema = z.object({
  RETENTION_ARCHIVE_AFTER_DAYS: daysIn.exactOptional(),
  RETENTION_PURGE_AFTER_DAYS: daysIn.exactOptional(),
  RETENTION_BY_TENANT: byTenant.exactOptional(),
});

/** Everything is kept for ever where nothing is set. */
export function retentionSettings(environment: Environment): RetentionSettings {
  const env = readEnvironment(schema, environment);
  const common = defined({
    archiveAfterDays: env.RETENTION_ARCHIVE_AFTER_DAYS,
    purgeAfterDays: env.RETENTION_PURGE_AFTER_DAYS,
  });
  const own = new Map(Object.entries(env.RETENTION_BY_TENANT ?? {}));
  return { ruleOf: (tenantId) => inMs({ ...common, ...own.get(tenantId) }) };
}

export const KEEP_EVERYTHING: RetentionSettings = { ruleOf: () => ({}) };

const inMs = ({ archiveAfterDays, purgeAfterDays }: Rule): RetentionRule =>
  defined({
    archiveAfterMs: archiveAfterDays === undefined ? undefined : archiveAfterDays * DAY_MS,
    purgeAfterMs: purgeAfterDays === undefined ? undefined : purgeAfterDays * DAY_MS,
  });
