/** What no route takes in a body is a 400, as in a query: what was sent never looks as if it had counted. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fieldProblems } from '../field-problems.ts';
import { invalid } from '../problem.ts';
import { requestIdField } from '../request-id.ts';
import { PLAINLY } from '../validate.ts';

/** The key of a request may stand in any body. */
export const bareBody = z
  .strictObject({ requestId: requestIdField.exactOptional() }, { error: toldPlainly })
  .nullish()
  .transform((body) => body ?? {});

function toldPlainly({ code }: { readonly code?: string }): string | undefined {
  return code === 'invalid_type' ? 'must be left out, or be {}' : undefined;
}

/** Bodies that are streamed are not read here. */
export function closeBodies(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ body, routeOptions: { schema } }) => {
    if (schema?.body !== undefined || schema?.consumes !== undefined) return;
    const { error } = bareBody.safeParse(body, PLAINLY);
    if (error !== undefined) throw invalid(fieldProblems(error));
  });
}
