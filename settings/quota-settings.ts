/** What the operator allows tenants. */
import { z } from 'zod';
import { QUOTA_NAMES, type QuotaRule, type Quotas } from '../contracts/ceiling/quota-rule.ts';
import { type Environment, readEnvironment } from './environment.ts';

const count = z.int().min(0);
const quotas = z.strictObject({
  threads: count.exactOptional(),
  activeGoals: count.exactOptional(),
  tokensPerDay: count.exactOptional(),
  costUsdPerDay: z.number().min(0).exactOptional(),
});

const FORM = `must be a list such as threads=1000,activeGoals=20 (of ${QUOTA_NAMES.join(', ')}), or none`;

/** `threads=1000,costUsdPerDay=20`, or `none`. */
const list = z.string().transform((text, context): Quotas => {
  if (text.trim() === 'none') return {};
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const given = Object.fromEntries(pairs.map(([name, value]) => [name, value ? Number(value) : Number.NaN]));
  const parsed = quotas.safeParse(given);
  const isForm = pairs.every((pair) => pair.length === 2) && Object.keys(given).length === pairs.length;
  if (parsed.success && isForm) return parsed.data;
  context.addIssue({ code: 'custom', message: FORM });
  return z.NEVER;
});

/** `null` takes a limit off; what is not named stays as it is for all. */
const unlimited = z.null().transform(() => Number.POSITIVE_INFINITY);
const ofTenants = z.record(
  z.string(),
  z.strictObject({
    threads: count.or(unlimited).exactOptional(),
    activeGoals: count.or(unlimited).exactOptional(),
    tokensPerDay: count.or(unlimited).exactOptional(),
    costUsdPerDay: z.number().min(0).or(unlimited).exactOptional(),
  }),
);

const OF_TENANTS_FORM = 'must be JSON such as {"acme": {"threads": 50, "tokensPerDay": null}}';

const json = z.string().transform((text, context): Readonly<Record<string, Quotas>> => {
  const parsed = ofTenants.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: OF_TENANTS_FORM });
  return z.NEVER;
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const schema = z.object({ QUOTA_DEFAULT: list.exactOptional(), QUOTA_TENANTS: json.exactOptional() });

/** Throws `SettingsError`. */
export function quotaSettings(environment: Environment): QuotaRule {
  const env = readEnvironment(schema, environment);
  return { usual: env.QUOTA_DEFAULT ?? {}, tenants: env.QUOTA_TENANTS ?? {} };
}
