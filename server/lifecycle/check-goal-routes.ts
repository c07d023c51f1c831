/** A run of the goal's checks on demand. */

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { changeReplies } from '../goals/schema/change-replies.ts';
import { conditionalHeaders } from '../http/if-match.ts';
import { unavailable } from '../http/problem.ts';
import { jsonReply } from '../http/replies.ts';
import { requestIdField, requestIdOf } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { checkGoal } from './check-goal.ts';
import { checkedGoalSchema } from './outcome-schema.ts';
import { sendAccepted } from './send-command.ts';

const checkBody = z
  .strictObject({ requestId: requestIdField.exactOptional() })
  .nullish()
  .transform((body) => body ?? {});

export const checkGoalRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/threads/:threadId/goal/check',
      {
        schema: {
          operationId: 'checkGoal',
          summary: 'Runs the checks of the goal now.',
          tags: ['goals'],
          description:
            'Runs the checks of the goal on the workspace as it is, at the next safe boundary; the goal pays nothing, and its ' +
            'status stays. 200 with the verdict and the runs; 202 when they have not run yet: then `location` is where to ask.',
          params: threadParams,
          headers: conditionalHeaders,
          body: checkBody,
          response: {
            200: jsonReply('What the checks showed.', checkedGoalSchema),
            ...changeReplies,
          },
        },
      },
      async ({ params, headers, body, principal }, reply) => {
        const thread = await findLivingThread(dependencies, principal, params.threadId);
        const requestId = requestIdOf(headers, body);
        const checked = await checkGoal(dependencies, thread, { requestId, condition: headers['if-match'] });
        if (checked.state === 'pending') return sendAccepted(reply, thread, { type: 'check', requestId });
        const item = await dependencies.journal.readItem(thread.threadId, checked.seq);
        const parsed = item && bodyAs(item, 'checks');
        if (parsed === undefined) throw unavailable('the checks ran, but their results cannot be read');
        // `whole` is what the model is not told of hidden checks.
        return reply.code(200).send({ requestId, seq: checked.seq, ...(parsed.whole ?? parsed.verdict) });
      },
    );
  };
