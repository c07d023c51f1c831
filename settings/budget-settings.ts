/** What the operator allows goals to spend. */
import { z } from 'zod';
import {
  type BudgetRule,
  RULED_DIMENSIONS,
  type RuledBudget,
  SHIPPED_DEFAULTS,
} from '../contracts/ceiling/budget-rule.ts';
import { budgetFields } from '../contracts/schema/limits.ts';
import { type Environment, readEnvironment, SettingsError } from './environment.ts';
import type { ModelSettings } from './model-settings.ts';

const ruled = z.strictObject({
  tokens: budgetFields.tokens.exactOptional(),
  turns: budgetFields.turns.exactOptional(),
  costUsd: budgetFields.costUsd.exactOptional(),
  timeSeconds: budgetFields.timeSeconds.exactOptional(),
});

const FORM = `must be a list such as tokens=5000000,turns=100 (of ${RULED_DIMENSIONS.join(', ')})`;

/** `tokens=5000000,costUsd=20`, or `none`. */
const limits = z.string().transform((text, context): RuledBudget => {
  if (text.trim() === 'none') return {};
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const names = pairs.map(([name]) => name);
  const given = Object.fromEntries(pairs.map(([name, value]) => [name, value ? Number(value) : Number.NaN]));
  const parsed = ruled.safeParse(given);
  const isForm = pairs.every((pair) => pair.length === 2) && new Set(names).size === names.length;
  if (parsed.success && isForm) return parsed.data;
  context.addIssue({ code: 'custom', message: FORM });
  return z.NEVER;
});

const schema = z.object({
  BUDGET_DEFAULT: limits.exactOptional(),
  BUDGET_MAX: limits.exactOptional(),
  BUDGET_UNLIMITED: z.enum(['allow', 'refuse']).exactOptional(),
});

/**
 * Where there is a maximum, `unlimited` is refused unless the operator allows it by its own setting. Throws
 * `SettingsError`.
 */
export function budgetSettings(environment: Environment): BudgetRule {
  const env = readEnvironment(schema, environment);
  const maxima = env.BUDGET_MAX ?? {};
  const above = RULED_DIMENSIONS.filter(
    (dimension) => (env.BUDGET_DEFAULT?.[dimension] ?? 0) > (maxima[dimension] ?? Number.POSITIVE_INFINITY),
  );
  if (above.length > 0)
    throw new SettingsError([
      `BUDGET_DEFAULT: ${above.join(', ')} above BUDGET_MAX, which no goal may exceed`,
    ]);
  const unlimited = env.BUDGET_UNLIMITED ?? (Object.keys(maxima).length === 0 ? 'allow' : 'refuse');
  return {
    defaults: env.BUDGET_DEFAULT ?? SHIPPED_DEFAULTS,
    maxima,
    allowsUnlimited: unlimited === 'allow',
  };
}

/**
 * What every goal would be blocked for at its first call: a limit in money for a model that has no price.
 * Throws `SettingsError`.
 */
export function refuseUnpricedLimits(
  { defaults, maxima }: BudgetRule,
  model: ModelSettings | undefined,
): void {
  const wanting = [
    ...(defaults.costUsd === undefined ? [] : ['BUDGET_DEFAULT']),
    ...(maxima.costUsd === undefined ? [] : ['BUDGET_MAX']),
  ];
  if (wanting.length === 0 || model === undefined || Object.hasOwn(model.prices ?? {}, model.model)) return;
  throw new SettingsError([
    `${wanting.join(' and ')}: costUsd needs the price of ${model.model} in MODEL_PRICES, or every goal would be blocked`,
  ]);
}
