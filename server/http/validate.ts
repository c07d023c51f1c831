/** Holds what callers send against its schema: a 400 names each field, in plain words. */
import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { fieldProblems } from './field-problems.ts';
import { invalid } from './problem.ts';

/** A wrong type or a missing field, where the schema has no words of its own for it. */
export const PLAINLY = {
  error: (issue: z.core.$ZodRawIssue): string | undefined => {
    if (issue.code !== 'invalid_type') return undefined;
    const wanted = withArticle(issue.expected);
    return issue.input === undefined ? `is missing: it must be ${wanted}` : `must be ${wanted}`;
  },
} as const;

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
