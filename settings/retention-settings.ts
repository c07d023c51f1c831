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
  /**
   * While the threads take more of the disk, those of them go that were archived, or whose goal has ended,
   * the oldest first.
   */
  readonly maxBytes?: number;
}

export interface RetentionSettings {
  ruleOf(tenantId: string): RetentionRule;
  /** Events, and deliveries that have ended, are kept for so long; absent: for ever. */
  readonly eventsKeptMs?: number;
}

const DAY_MS = 24 * 60 * 60_000;

const days = z.number().positive().max(36_500);
const daysIn = z.coerce.number().positive().max(36_500);

const rule = z.strictObject({
  archiveAfterDays: days.exactOptional(),
  purgeAfterDays: days.exactOptional(),
  maxBytes: z.int().positive().exactOptional(),
});

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
  RETENTION_MAX_BYTES: z.coerce.number().int().positive().exactOptional(),
  RETENTION_EVENTS_DAYS: daysIn.default(365),
  RETENTION_BY_TENANT: byTenant.exactOptional(),
});

/** Threads are kept for ever where nothing is set, events for a year. */
export function retentionSettings(environment: Environment): RetentionSettings {
  const env = readEnvironment(schema, environment);
  const common = defined({
    archiveAfterDays: env.RETENTION_ARCHIVE_AFTER_DAYS,
    purgeAfterDays: env.RETENTION_PURGE_AFTER_DAYS,
    maxBytes: env.RETENTION_MAX_BYTES,
  });
  const own = new Map(Object.entries(env.RETENTION_BY_TENANT ?? {}));
  return {
    ruleOf: (tenantId) => inMs({ ...common, ...own.get(tenantId) }),
    eventsKeptMs: env.RETENTION_EVENTS_DAYS * DAY_MS,
  };
}

export const KEEP_EVERYTHING: RetentionSettings = { ruleOf: () => ({}) };

const inMs = ({ archiveAfterDays, purgeAfterDays, maxBytes }: Rule): RetentionRule =>
  defined({
    archiveAfterMs: archiveAfterDays === undefined ? undefined : archiveAfterDays * DAY_MS,
    purgeAfterMs: purgeAfterDays === undefined ? undefined : purgeAfterDays * DAY_MS,
    maxBytes,
  });
