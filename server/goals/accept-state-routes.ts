/** Accepts a state of the workspace that a look has shown, as what the seals are made of from here on. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pathPatterns } from '../../contracts/schema/path-pattern.ts';
import { text } from '../../contracts/schema/text.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { conditionalHeaders, entityTag } from '../http/if-match.ts';
import { notFound } from '../http/problem.ts';
import { bodyProblems, jsonReply, readProblems } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { acceptState } from './accept-state.ts';
import { findLivingThread } from './find-living-thread.ts';
import { readGoal } from './read-goal.ts';
import { goalSchema } from './schema/goal.ts';
import { refusedProblem } from './schema/refusal.ts';

const acceptBody = z
  .strictObject({
    state: text
      .min(1)
      .max(200)
      .describe('`stateId` of a run of GET …/goal/checks; left out: that of the last run.')
      .exactOptional(),
    paths: pathPatterns.min(1).describe('What is accepted of it; left out: all.').exactOptional(),
    requestId: requestIdField.exactOptional(),
  })
  .nullish()
  .transform((body) => body ?? {});

export const acceptStateRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/threads/:threadId/goal/accept-state',
      {
        schema: {
          operationId: 'acceptState',
          summary: 'Accepts a state of the workspace for what the seals are made of.',
          tags: ['goals'],
          description:
            'What the last look of the service saw is what I accept: the contract gets a new revision with the same text, whose seals ' +
            'are made from that state, and the checks run anew. 409 noStateSeen before the first look.',
          params: threadParams,
          headers: conditionalHeaders,
          body: acceptBody,
          response: {
            200: jsonReply('The goal.', goalSchema),
            ...readProblems,
            ...bodyProblems,
            ...refusedProblem,
          },
        },
      },
      async ({ params, headers, body }, reply) => {
        const thread = await findLivingThread(dependencies, params.threadId);
        await acceptState(dependencies, thread, {
          stateId: body.state,
          paths: body.paths,
          requestId: requestIdOf(headers, body),
          mayBeRepeated: headers['idempotency-key'] !== undefined || body.requestId !== undefined,
          condition: headers['if-match'],
        });
        const goal = await readGoal(dependencies, thread);
        if (goal === undefined) throw notFound('goal on this thread any more');
        const accepted = await dependencies.journal.readAcceptedState(goal.goalId, goal.revision);
        return reply
          .header('etag', entityTag(goal))
          .send({ ...goal, ...defined({ acceptedState: accepted }) });
      },
    );
  };
