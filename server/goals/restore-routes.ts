/** Puts paths of the workspace back to what the seals are made of. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pathPatterns } from '../../contracts/schema/path-pattern.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { jsonReply } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { restoreWarnings } from '../patterns/restore-warnings.ts';
import { findLivingThread } from './find-living-thread.ts';
import { restorePaths } from './restore-paths.ts';
import { changeReplies } from './schema/change-replies.ts';
import { goalSchema } from './schema/goal.ts';
import { changedGoal, sendGoal } from './send-goal.ts';

const restoreBody = z.strictObject({
  paths: pathPatterns.min(1).describe('What is put back, with content, permissions and links.'),
  requestId: requestIdField.exactOptional(),
});

export const restoreRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/threads/:threadId/goal/restore',
      {
        schema: {
          operationId: 'restorePaths',
          summary: 'Puts paths of the workspace back to the accepted state.',
          tags: ['goals'],
          description:
            'Puts what these patterns cover back to the accepted state, also what is not protected; what was added there is removed. ' +
            'The contract gets a new revision with the same text, and it is done before the checks run on that, when no turn runs a ' +
            'command. The run of the checks says what was put back.',
          params: threadParams,
          headers: conditionalHeaders,
          body: restoreBody,
          response: {
            200: jsonReply('The goal.', goalSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        await restorePaths(dependencies, thread, {
          paths: body.paths,
          requestId: requestIdOf(headers, body),
          mayBeRepeated: headers['idempotency-key'] !== undefined || body.requestId !== undefined,
          condition: headers['if-match'],
        });
        const goal = await changedGoal(dependencies, thread);
        const restored = await dependencies.journal.readRestoredPaths(goal.goalId, goal.revision);
        return sendGoal(reply, goal, {
          ...defined({ restoredPaths: restored }),
          ...(await restoreWarnings(dependencies, thread, body.paths)),
        });
      },
    );
  };
