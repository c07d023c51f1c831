/** Reads settings from environment variables: parsed once per process, all mistakes named at once. */
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Parses the variables that the schema names; an empty variable counts as absent. Throws `SettingsError`. */
export function readEnvironment<T extends z.ZodObject>(
  schema: T,
  environment: Environment,
): Readonly<z.infer<T>> {
  const names = Object.keys(schema.shape);
  const present = names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []));
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (parsed.success) return Object.freeze(parsed.data);
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsError(`These environment variables are not right:\n${problems.join('\n')}`);
}

/** A whole number of at least `min`, from text. */
export const wholeNumber = (min: number) => z.coerce.number().int().min(min);

/** `true`/`1` or `false`/`0`. */
export const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');
