/** What a zod schema has against a value, as fields and messages. Pure. */
import type { z } from 'zod';
import type { FieldProblem } from './problem.ts';

/** An unknown field is named itself, not only the object that holds it. */
export const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) => ({
      field: [...issue.path, ...(key === undefined ? [] : [key])].join('.') || 'body',
      message: issue.message,
    }));
  });
