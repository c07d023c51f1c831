/** What the operator allows tenants and keys. */
import { z } from 'zod';
import {
  KEY_QUOTA_NAMES,
  QUOTA_NAMES,
  type QuotaName,
  type QuotaRule,
  type Quotas,
} from '../contracts/ceiling/quota-rule.ts';
import { defined } from '../objects/defined.ts';
import { type Environment, readEnvironment } from './environment.ts';

const count = z.int().min(0);
const amounts = {
  threads: count,
  activeGoals: count,
  tokensPerDay: count,
  costUsdPerDay: z.number().min(0),
  diskBytes: count,
} as const satisfies Record<QuotaName, z.ZodType<number>>;

/** `null` takes a limit off; what is not named stays as it is for all. */
const unlimited = z.null().transform(() => Number.POSITIVE_INFINITY);

/** `activeGoals=20,costUsdPerDay=20`, or `none`. */
const listOf = (names: readonly QuotaName[]) => {
  const quotas = z.strictObject(
    Object.fromEntries(names.map((name) => [name, amounts[name].exactOptional()])),
  );
  const form = `must be a list such as activeGoals=20,tokensPerDay=50000000 (of ${names.join(', ')}), or none`;
  return z.string().transform((text, context): Quotas => {
    if (text.trim() === 'none') return {};
    const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
    const given = Object.fromEntries(
      pairs.map(([name, value]) => [name, value ? Number(value) : Number.NaN]),
    );
    const parsed = quotas.safeParse(given);
    const isForm = pairs.every((pair) => pair.length === 2) && Object.keys(given).length === pairs.length;
    if (parsed.success && isForm) return parsed.data;
    context.addIssue({ code: 'custom', message: form });
    return z.NEVER;
  });
};

/** Limits of single tenants or keys, by id, as JSON. */
const byId = (names: readonly QuotaName[], example: string) => {
  const ofEach = z.record(
    z.string(),
    z.strictObject(
      Object.fromEntries(names.map((name) => [name, amounts[name].or(unlimited).exactOptional()])),
    ),
  );
  return z.string().transform((text, context): Readonly<Record<string, Quotas>> => {
    const parsed = ofEach.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: `must be JSON such as ${example}` });
    return z.NEVER;
  });
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const schema = z.object({
  QUOTA_DEFAULT: listOf(QUOTA_NAMES).exactOptional(),
  QUOTA_TENANTS: byId(QUOTA_NAMES, '{"acme": {"threads": 50, "tokensPerDay": null}}').exactOptional(),
  QUOTA_KEY_DEFAULT: listOf(KEY_QUOTA_NAMES).exactOptional(),
  QUOTA_KEYS: byId(KEY_QUOTA_NAMES, '{"key_…": {"activeGoals": 5, "tokensPerDay": null}}').exactOptional(),
});

/** Throws `SettingsError`. */
export function quotaSettings(environment: Environment): QuotaRule {
  const env = readEnvironment(schema, environment);
  return {
    usual: env.QUOTA_DEFAULT ?? {},
    tenants: env.QUOTA_TENANTS ?? {},
    ...defined({ usualOfKeys: env.QUOTA_KEY_DEFAULT, keys: env.QUOTA_KEYS }),
  };
}
