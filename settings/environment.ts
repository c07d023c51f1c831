/** Reads settings from environment variables: parsed once per process, all mistakes named at once. */
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  /** One line for each mistake. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    super(
      typeof problems === 'string'
        ? problems
        : ['These settings are not right:', ...problems.map((line) => `  ${line}`)].join('\n'),
      options,
    );
    this.problems = typeof problems === 'string' ? [problems] : problems;
  }
}

/**
 * Reads several groups of settings, and names the mistakes of all of them at once. Throws `SettingsError`.
 */
export function allSettings<Groups extends Readonly<Record<string, () => unknown>>>(
  groups: Groups,
): { readonly [Name in keyof Groups]: ReturnType<Groups[Name]> } {
  const problems = new Set<string>();
  const read = Object.entries(groups).map(([name, group]) => {
    try {
      return [name, group()] as const;
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return [name, undefined] as const;
    }
  });
  if (problems.size > 0) throw new SettingsError([...problems]);
  return Object.fromEntries(read) as { [Name in keyof Groups]: ReturnType<Groups[Name]> };
}

/** Reads a setting that a process cannot do without. */
export function required<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new SettingsError(problem);
  return value;
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
  throw new SettingsError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** A whole number of at least `min`, from text. */
export const wholeNumber = (min: number) => {
  const form = `must be a whole number of at least ${min}, and nothing else (no unit)`;
  return z.coerce.number({ error: form }).int({ error: form }).min(min, { error: form });
};

/** `true`/`1` or `false`/`0`. */
export const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');
