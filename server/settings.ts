/** Settings of the server process. It never reads the model's key. */
import { z } from 'zod';
import type { BudgetRule } from '../contracts/ceiling/budget-rule.ts';
import { budgetSettings } from '../settings/budget-settings.ts';
import { type Environment, readEnvironment, wholeNumber } from '../settings/environment.ts';

const schema = z.object({
  // Loopback unless said otherwise: the API has no keys of its own yet.
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0).max(65_535).default(8800),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
});

export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
  readonly budgets: BudgetRule;
}

export function httpSettings(environment: Environment): HttpSettings {
  const env = readEnvironment(schema, environment);
  return { host: env.HOST, port: env.PORT, logLevel: env.LOG_LEVEL, budgets: budgetSettings(environment) };
}
