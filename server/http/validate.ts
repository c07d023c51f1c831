/** Holds what callers send against its schema: a 400 names each field, in plain words. */
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import { fieldProblems } from './field-problems.ts';
import { invalid } from './problem.ts';

/** A wrong type or a missing field, where the schema has no words of its own for it. */
export const PLAINLY = {
  error: (issue: z.core.$ZodRawIssue): string | undefined => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, issue.inst);
    if (issue.code !== 'invalid_type') return undefined;
    const wanted = withArticle(issue.expected);
    return issue.input === undefined ? `is missing: it must be ${wanted}` : `must be ${wanted}`;
  },
} as const;

/** Fields that the schema does not know, with those that may have been meant; `undefined`: none is near. */
function unknownKeys(keys: readonly string[], schema: unknown): string | undefined {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const meant = keys.flatMap((key) => {
    const [near] = nearNames(key, known);
    return near === undefined ? [] : [`"${near}" in place of "${key}"`];
  });
  if (meant.length === 0) return undefined;
  const unknown = keys.map((key) => `"${key}"`).join(', ');
  return `Unrecognized key${keys.length === 1 ? '' : 's'}: ${unknown}; did you mean ${meant.join(', ')}?`;
}

const NAMES: Readonly<Record<string, string>> = { int: 'integer', record: 'object', nan: 'number' };

function withArticle(expected: string): string {
  const name = NAMES[expected] ?? expected;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (sent: unknown) => {
    const { data, error } = schema.safeParse(sent, PLAINLY);
    return error === undefined ? { value: data } : { error: invalid(fieldProblems(error)) };
  };
