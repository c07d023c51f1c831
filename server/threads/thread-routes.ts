/** Threads: create and read. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { findingsOf } from '../../contracts/draft/draft-goal.ts';
import { contractFields, contractOf, labelsOfGoal } from '../../contracts/schema/contract.ts';
import { labelFields } from '../../contracts/schema/labels.ts';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ceiledContract } from '../goals/ceiled-contract.ts';
import { refusal } from '../goals/refusal.ts';
import { refusedProblem } from '../goals/schema/refusal.ts';
import { setGoalBody } from '../goals/schema/set-goal-body.ts';
import { setGoal } from '../goals/set-goal.ts';
import { acceptedReply } from '../http/accepted-reply.ts';
import { withRequestIds } from '../http/named-outage.ts';
import { bodyProblems, jsonReply, readProblems } from '../http/replies.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { requireWebhookUrl } from '../lookup/webhook-address.ts';
import { workspaceField, workspaceSettings } from '../lookup/workspace-source.ts';
import { contractWarnings, joinedWarnings } from '../patterns/contract-warnings.ts';
import { refuseGoalOverQuota, refuseThreadOverQuota } from '../quotas/refuse-over-quota.ts';
import { uploadStore } from '../uploads/upload-store.ts';
import { threadReply } from './thread-reply.ts';
import { REASONING_EFFORTS, threadSchema } from './thread-schema.ts';

/** Whoever sends the goal itself is told where it goes. */
const ofGoal = (issue: { readonly code?: string; readonly keys?: readonly string[] }): string | undefined =>
  issue.code === 'unrecognized_keys' && issue.keys?.some((key) => key in contractFields)
    ? 'is not known here: a goal goes into `goal`, {"goal": {"objective": …}}'
    : undefined;

const createBody = z
  .strictObject(
    {
      ...labelFields,
      model: z.string().min(1).max(100).exactOptional(),
      reasoningEffort: z
        .enum(REASONING_EFFORTS)
        .exactOptional()
        .describe('How long the model thinks; a model may know only some of these.'),
      maxOutputTokens: z
        .int()
        .min(16)
        .max(1_000_000)
        .exactOptional()
        .describe('Of one reply, thoughts included; a reply that reaches it is cut.'),
      workspace: workspaceField.exactOptional(),
      goal: setGoalBody.exactOptional(),
    },
    { error: (issue) => ofGoal(issue) },
  )
  .describe('`{}` takes every default.');

export const threadRoutes =
  (dependencies: ServerDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { journal, threads } = dependencies;
    const store = uploadStore(dependencies);

    app.post(
      '/threads',
      {
        schema: {
          operationId: 'createThread',
          summary: 'Creates a thread, with a goal if one comes along.',
          tags: ['threads'],
          headers: idempotencyHeaders,
          body: createBody,
          response: {
            201: jsonReply('The thread; a repeated request gets the same one.', threadSchema),
            ...acceptedReply,
            ...readProblems,
            ...bodyProblems,
            ...refusedProblem,
          },
        },
      },
      async (request, reply) => {
        const { body, headers, principal } = request;
        const workspace = await workspaceSettings(
          dependencies,
          principal,
          body.workspace,
          () => store().states,
        );
        const wanted = body.goal && wantedGoal(dependencies, body.goal);
        const requestId = requestIdOf(headers);
        await refuseThreadOverQuota(dependencies, principal.tenantId);
        if (wanted !== undefined) await refuseGoalOverQuota(dependencies, { tenantId: principal.tenantId });
        const thread = await withRequestIds({ requestId }, () =>
          journal.createThread({
            threadId: `thr_${uuidv7()}`,
            tenantId: principal.tenantId,
            requestId,
            madeBy: principal.keyId,
            labels: { metadata: {}, ...defined({ title: body.title, metadata: body.metadata }) },
            settings: {
              ...defined({
                model: body.model,
                reasoningEffort: body.reasoningEffort,
                maxOutputTokens: body.maxOutputTokens,
              }),
              ...workspace,
            },
          }),
        );
        reply.code(201).header('location', `/v1/threads/${thread.threadId}`);
        return withRequestIds({ requestId, threadId: thread.threadId }, async () => {
          // A repeated request finds what has become of its thread, and must not begin it anew.
          if (thread.archivedAt !== undefined) return threadReply(dependencies, thread);
          if ((await threads.start(thread)) === 'ended')
            throw await refusal(dependencies, thread, 'archived');
          if (wanted === undefined) return threadReply(dependencies, thread);
          const { sent, ...goal } = wanted;
          const { warnings } = await setGoal(dependencies, thread, { ...goal, requestId });
          const ofGoal = warnings.map((each) => ({ ...each, field: `goal.${each.field}` }));
          return {
            ...(await threadReply(dependencies, thread)),
            ...joinedWarnings(await contractWarnings(dependencies, thread, sent, 'goal.'), ofGoal),
            findings: findingsOf(sent).map((each) => ({
              ...each,
              field: `goal.${each.field}`,
            })),
          };
        });
      },
    );

    const read = {
      operationId: 'getThread',
      summary: 'A thread as it is now, with its goal.',
      tags: ['threads'],
      params: threadParams,
      response: { 200: jsonReply('The thread.', threadSchema), ...readProblems },
    };
    app.get('/threads/:threadId', { schema: read }, async ({ params, principal }) =>
      threadReply(dependencies, await findThread(dependencies, principal, params.threadId)),
    );
  };

/** Throws a 400 where a limit is too high: before there is a thread that nobody wanted without its goal. */
function wantedGoal(dependencies: ServerDependencies, goal: z.output<typeof setGoalBody>) {
  const sent = contractOf(goal);
  const contract = ceiledContract(dependencies, sent, 'goal.');
  const { replace, callbackUrl } = goal;
  if (callbackUrl !== undefined) requireWebhookUrl(dependencies, callbackUrl, 'goal.callbackUrl');
  return { sent, contract, labels: labelsOfGoal(goal), replace, callbackUrl };
}
