/** Accepts a state of the workspace that a look has shown, as what the seals are made of from here on. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pathPatterns } from '../../contracts/schema/path-pattern.ts';
import { text } from '../../contracts/schema/text.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { jsonReply } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { joinedWarnings } from '../patterns/contract-warnings.ts';
import { acceptState } from './accept-state.ts';
import { findLivingThread } from './find-living-thread.ts';
import { changeReplies } from './schema/change-replies.ts';
import { goalSchema } from './schema/goal.ts';
import { changedGoal, sendGoal } from './send-goal.ts';

const acceptBody = z
  .strictObject({
    state: text
      .min(1)
      .max(200)
      .describe('`stateId` of a run of GET …/goal/checks; left out: that of the last run.')
      .exactOptional(),
    paths: pathPatterns
      .min(1)
      .describe(
        'What is accepted of it, e.g. the tests that a person has changed; left out: all, the work as well.',
      )
      .exactOptional(),
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
            'are made from that state, and the checks run anew. 409 noStateSeen before the first look, ' +
            'nothingToAccept where `paths` cover nothing that was changed.',
          params: threadParams,
          headers: conditionalHeaders,
          body: acceptBody,
          response: {
            200: jsonReply('The goal.', goalSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const warnings = await acceptState(dependencies, thread, {
          stateId: body.state,
          paths: body.paths,
          requestId: requestIdOf(headers, body),
          mayBeRepeated: headers['idempotency-key'] !== undefined || body.requestId !== undefined,
          condition: headers['if-match'],
        });
        const goal = await changedGoal(dependencies, thread);
        const accepted = await dependencies.journal.readAcceptedState(goal.goalId, goal.revision);
        return sendGoal(reply, goal, {
          ...defined({ acceptedState: accepted }),
          ...joinedWarnings({}, warnings),
        });
      },
    );
  };
