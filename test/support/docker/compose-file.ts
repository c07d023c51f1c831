/** Reads a compose file as `docker compose` does, as far as ours goes: anchors, merge keys, variables. */
import { parse } from 'yaml';
import { z } from 'zod';

const serviceSchema = z.object({
  image: z.string(),
  build: z.unknown().optional(),
  container_name: z.string().optional(),
  entrypoint: z.array(z.string()).default([]),
  command: z.array(z.string()).default([]),
  restart: z.string().optional(),
  init: z.boolean().default(false),
  read_only: z.boolean().default(false),
  privileged: z.boolean().default(false),
  cap_add: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});

const fileSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
  volumes: z.record(z.string(), z.unknown()),
});

export type ComposeService = z.infer<typeof serviceSchema>;
export type ComposeFile = z.infer<typeof fileSchema>;

/** Throws where `docker compose` would: a required variable that is absent, a value that is no string. */
export function readComposeFile(text: string, variables: Readonly<Record<string, string>>): ComposeFile {
  const interpolate = (value: unknown): unknown => {
    if (typeof value === 'string') return fillIn(value, variables);
    if (Array.isArray(value)) return value.map(interpolate);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item)]));
  };
  return fileSchema.parse(interpolate(parse(text, { merge: true })));
}

const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

function fillIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(VARIABLE, (_, name: string, operator: string | undefined, rest: string | undefined) => {
    const value = variables[name];
    if (value) return value;
    if (operator === '?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    return operator === '-' ? (rest ?? '') : '';
  });
}

/** Name → whether the file cannot do without it. */
export function variablesOf(text: string): Map<string, { readonly isRequired: boolean }> {
  const found = new Map<string, { readonly isRequired: boolean }>();
  for (const [, name = '', operator] of text.matchAll(VARIABLE)) {
    found.set(name, { isRequired: operator === '?' || (found.get(name)?.isRequired ?? false) });
  }
  return found;
}
