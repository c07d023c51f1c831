/** How many requests a key, and a tenant with all its keys, may make in a minute. */
import { z } from 'zod';
import { type Environment, readEnvironment } from '../../../settings/environment.ts';
import type { Rate } from './token-bucket.ts';

/** Absent: there is no limit. */
export interface RateSettings {
  readonly key?: Rate;
  readonly tenant?: Rate;
}

const WINDOW_SECONDS = 60;
const MAX_PER_MINUTE = 1_000_000;

const perMinute = (usual: number) =>
  z
    .string()
    .default(String(usual))
    .transform((text, context): number | undefined => {
      if (text === 'none') return undefined;
      const value = Number(text);
      if (/^\d+$/.test(text) && value >= 1 && value <= MAX_PER_MINUTE) return value;
      context.addIssue({
        code: 'custom',
        message: `must be requests a minute, from 1 to ${MAX_PER_MINUTE}, or none`,
      });
      return z.NEVER;
    });

const schema = z.object({ RATE_LIMIT_KEY: perMinute(600), RATE_LIMIT_TENANT: perMinute(3_000) });

export function rateSettings(environment: Environment): RateSettings {
  const env = readEnvironment(schema, environment);
  return { ...rateOf('key', env.RATE_LIMIT_KEY), ...rateOf('tenant', env.RATE_LIMIT_TENANT) };
}

const rateOf = (name: keyof RateSettings, quota: number | undefined): RateSettings =>
  quota === undefined ? {} : { [name]: { quota, windowSeconds: WINDOW_SECONDS } };
