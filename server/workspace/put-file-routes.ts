/** `PUT` and `DELETE …/files/{path}`: a person gives a goal a file that it needs, or takes one away. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { defined } from '../../objects/defined.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { callerLeft } from '../http/bodies/caller-left.ts';
import { binaryBody, streamBodies, streamedBody } from '../http/bodies/stream-body.ts';
import { REUSED } from '../http/idempotency/idempotency.ts';
import { UndecidedProblem } from '../http/problem.ts';
import { jsonReply } from '../http/replies.ts';
import { requestIdOf } from '../http/request-id.ts';
import { refuseWhileRunning } from '../lookup/refuse-while-running.ts';
import { refuseDiskOverQuota } from '../quotas/refuse-over-quota.ts';
import { receiveFile } from '../uploads/receive-file.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import { conditionOf, fileHeaders, fileParams, filePath, fileQuery } from './file-params.ts';
import { placeAndWait } from './place-and-wait.ts';
import {
  conditionalProblem,
  placedFileSchema,
  removedFileSchema,
  uploadProblems,
} from './workspace-replies.ts';

const URL = '/threads/:threadId/files/*';
const WHEN =
  'Possible while no turn, check or audit runs. It stands on the record, and the next request tells the model of it.';

export const putFileRoutes =
  (dependencies: ServerDependencies, store: UploadStore): FastifyPluginAsyncZod =>
  async (app) => {
    streamBodies(app);
    const put = {
      operationId: 'putFile',
      summary: 'Puts a file into the workspace.',
      tags: ['files'],
      description: `The body is the content, whatever its type. The file is of the accepted state: it is yours, not the model's. ${WHEN}`,
      params: fileParams,
      querystring: fileQuery,
      headers: fileHeaders,
      ...binaryBody(['application/octet-stream'], 'The content.'),
      response: {
        200: jsonReply('It stands in the place of what was there.', placedFileSchema),
        201: jsonReply('It is new.', placedFileSchema),
        ...uploadProblems,
        ...conditionalProblem,
      },
    };
    app.put(URL, { schema: put, config: { takesLong: true } }, async (request, reply) => {
      const { params, headers, query } = request;
      const path = filePath(params['*']);
      const thread = await findLivingThread(dependencies, request.principal, params.threadId);
      const requestId = requestIdOf(headers);
      await refuseWhileRunning(dependencies, thread);
      await refuseDiskOverQuota(dependencies, thread.tenantId);
      const options = store();
      const beforeKept = () => refuseWhileRunning(dependencies, thread);
      const content = await receiveFile(streamedBody(request), {
        ...options,
        beforeKept,
        signal: callerLeft(reply),
      });
      const sent = {
        what: 'file' as const,
        path,
        ...content,
        ...defined({ condition: conditionOf(headers) }),
        ...(query.mode === undefined ? {} : { mode: Number.parseInt(query.mode, 8) }),
        maxBytes: options.limits.workspaceBytes,
        maxFiles: options.limits.workspaceFiles,
      };
      const { placement, outcome } = await placeAndWait(dependencies, thread, requestId, sent);
      const { sha256, sizeBytes } = content;
      // It was sent before, and its answer was not kept: what was placed is what came first.
      if (placement.what === 'file' && placement.sha256 !== sha256) throw new UndecidedProblem(REUSED);
      return reply
        .code(outcome.isNew ? 201 : 200)
        .header('etag', `"${sha256}"`)
        .send({
          requestId,
          path: placement.what === 'file' ? placement.path : path,
          sha256,
          sizeBytes,
          mode: (outcome.mode ?? 0).toString(8).padStart(3, '0'),
          seq: outcome.seq,
        });
    });

    const remove = {
      operationId: 'deleteFile',
      summary: 'Removes a file or a link from the workspace.',
      tags: ['files'],
      description: `Folders are not removed. ${WHEN}`,
      params: fileParams,
      headers: fileHeaders.omit({ 'if-none-match': true }),
      response: {
        200: jsonReply('It is gone.', removedFileSchema),
        ...uploadProblems,
        ...conditionalProblem,
      },
    };
    app.delete(URL, { schema: remove }, async ({ params, headers, principal }) => {
      const path = filePath(params['*']);
      const thread = await findLivingThread(dependencies, principal, params.threadId);
      const requestId = requestIdOf(headers);
      await refuseWhileRunning(dependencies, thread);
      const { placement, outcome } = await placeAndWait(dependencies, thread, requestId, {
        what: 'removal',
        path,
        ...defined({ condition: conditionOf({ 'if-match': headers['if-match'] }) }),
      });
      return { requestId, path: 'path' in placement ? placement.path : path, seq: outcome.seq };
    });
  };
