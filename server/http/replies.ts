/** How routes declare their replies: a description and a schema for each status. */
import { z } from 'zod';
import { PROBLEM_CODES } from './problem-codes.ts';

/** One body of type `application/json`. */
export const jsonReply = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

/** RFC 9457. Open: further members say more of some problems. */
export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:goalkeeper:problem:` and the code.'),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES).describe('Stable: programs tell problems apart by it.'),
    detail: z.string().describe('What would help.').exactOptional(),
    instance: z
      .string()
      .describe('`urn:goalkeeper:request:` and the `x-request-id` that the caller gave.')
      .exactOptional(),
    errors: z
      .array(
        z.strictObject({
          field: z.string().describe('A dotted path into the body, query, header or path.'),
          message: z.string(),
        }),
      )
      .readonly()
      .exactOptional(),
  })
  .meta({
    id: 'Problem',
    examples: [
      {
        type: 'urn:goalkeeper:problem:notFound',
        title: 'There is no such thread',
        status: 404,
        code: 'notFound',
      },
    ],
  });

export const problemReply = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/problem+json': { schema } },
});

/** Whatever was asked, this may come of it. */
const ALWAYS = {
  401: problemReply(
    'There is no key, or none that holds; `www-authenticate` says what is wanted.',
    problemSchema,
  ),
  403: problemReply(
    'The key lacks the scope, or a web page asked whose origin is not allowed.',
    problemSchema,
  ),
  421: problemReply('The host name is not one of the service.', problemSchema),
  429: problemReply(
    'The key or its tenant has asked too often, or has too much; `retry-after` says when to come again.',
    problemSchema,
  ),
  500: problemReply('An error of the service; nothing of the cause is told.', problemSchema),
  503: problemReply(
    'The journal, Temporal or a worker cannot answer now; `retry-after` says when to come again.',
    problemSchema,
  ),
};

const NOT_VALID = {
  400: problemReply('The request is not valid; `errors` names each field.', problemSchema),
};

/** Operations that name nothing that might be missing have these. */
export const plainProblems = { ...NOT_VALID, ...ALWAYS };

export const readProblems = { ...plainProblems, 404: problemReply('There is no such thing.', problemSchema) };

/** What comes of bodies, beside that they are not valid. */
export const bodyProblems = {
  413: problemReply('The body is over 1 MiB.', problemSchema),
  415: problemReply('The body is not JSON, or is encoded.', problemSchema),
};

/** Operations that take an `Idempotency-Key` have this, and a 409 while its first request is not answered. */
export const keyReused = {
  422: problemReply('The Idempotency-Key was used for another request.', problemSchema),
};

/** Where there are other conflicts, their own 409 says more. */
export const keyProblems = {
  409: problemReply(
    'The first request under this Idempotency-Key is not answered yet, or its answer was too long to be kept.',
    problemSchema,
  ),
  ...keyReused,
};

export const formProblems = {
  406: problemReply('It does not come in a form that is accepted.', problemSchema),
};
