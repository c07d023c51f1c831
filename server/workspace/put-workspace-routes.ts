/** `PUT …/workspace`: an archive becomes the workspace of a thread. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { defined } from '../../objects/defined.ts';
import { fileBytesOf } from '../../states/file-bytes.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { findLivingThread } from '../goals/find-living-thread.ts';
import { callerLeft } from '../http/bodies/caller-left.ts';
import { binaryBody, streamBodies, streamedBody } from '../http/bodies/stream-body.ts';
import { REUSED } from '../http/idempotency/idempotency.ts';
import { ProblemError, UndecidedProblem } from '../http/problem.ts';
import { jsonReply } from '../http/replies.ts';
import { idempotencyHeaders, requestIdOf } from '../http/request-id.ts';
import { threadParams } from '../lookup/find-thread.ts';
import { refuseWhileRunning } from '../lookup/refuse-while-running.ts';
import { refuseDiskOverQuota } from '../quotas/refuse-over-quota.ts';
import { type ArchiveForm, receiveArchive } from '../uploads/receive-archive.ts';
import type { UploadStore } from '../uploads/upload-store.ts';
import { wrapperFolder } from '../uploads/wrapper-folder.ts';
import { placeAndWait } from './place-and-wait.ts';
import { placedWorkspaceSchema, uploadProblems } from './workspace-replies.ts';

/** Whether a tar is packed is told by its first bytes; clients that are generated send bytes of no kind. */
const FORMS: Readonly<Record<string, ArchiveForm>> = {
  'application/octet-stream': 'unsaid',
  'application/x-tar': 'tar',
  'application/gzip': 'tar',
  'application/x-gzip': 'tar',
  'application/x-gtar': 'tar',
  'application/x-compressed-tar': 'tar',
  'application/x-tgz': 'tar',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
};

export const putWorkspaceRoutes =
  (dependencies: ServerDependencies, store: UploadStore): FastifyPluginAsyncZod =>
  async (app) => {
    streamBodies(app);
    const schema = {
      operationId: 'putWorkspace',
      summary: 'Replaces the workspace with an archive of your own.',
      tags: ['files'],
      description:
        'A tar, tar.gz or zip, streamed: names in it are relative to the workspace. What was uploaded is what a person has accepted, ' +
        'so the seals of the goal are made of it. Possible while no turn, check or audit runs. Of an archive that is refused nothing ' +
        'is kept; `entry` and `rule` of the problem say which entry was in the way, and by which rule.',
      params: threadParams,
      headers: idempotencyHeaders,
      ...binaryBody(
        ['application/octet-stream', 'application/x-tar', 'application/gzip', 'application/zip'],
        'The archive.',
      ),
      response: {
        200: jsonReply('It is the workspace now.', placedWorkspaceSchema),
        ...uploadProblems,
      },
    };
    app.put(
      '/threads/:threadId/workspace',
      { schema, config: { takesLong: true } },
      async (request, reply) => {
        const { params, headers } = request;
        const thread = await findLivingThread(dependencies, request.principal, params.threadId);
        const form = formOf(request.headers['content-type']);
        const requestId = requestIdOf(headers);
        await refuseWhileRunning(dependencies, thread);
        await refuseDiskOverQuota(dependencies, thread.tenantId);
        const options = store();
        const beforeKept = () => refuseWhileRunning(dependencies, thread);
        const state = await receiveArchive(streamedBody(request), form, {
          ...options,
          beforeKept,
          signal: callerLeft(reply),
        });
        const { placement, outcome } = await placeAndWait(dependencies, thread, requestId, {
          what: 'workspace',
          stateId: state.stateId,
        });
        const { stateId } = placement as { readonly stateId: string };
        // It was sent before, and its answer was not kept: what was placed is what came first.
        if (stateId !== state.stateId) throw new UndecidedProblem(REUSED);
        const entries = [...state.manifest.values()];
        return reply.send({
          requestId,
          stateId,
          digest: state.digest,
          files: entries.length,
          sizeBytes: fileBytesOf(entries),
          seq: outcome.seq,
          ...defined({ warnings: warningsOf(wrapperFolder(state.manifest)) }),
        });
      },
    );
  };

/** Commands of checks begin in the workspace itself, and would not find what they name. */
function warningsOf(folder: string | undefined) {
  if (folder === undefined) return undefined;
  const message =
    `All of the archive lies in the folder ${JSON.stringify(folder)}: commands begin above it. To have its content as the workspace, ` +
    'pack from within it (`tar -C folder .`).';
  return [{ code: 'oneFolder' as const, folder, message }];
}

function formOf(contentType: string | undefined): ArchiveForm {
  const form = FORMS[(contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  if (form !== undefined) return form;
  throw new ProblemError({
    status: 415,
    code: 'invalidMediaType',
    title: 'The body is no archive',
    detail:
      'Send a tar (`content-type: application/x-tar`), a tar.gz (`application/gzip`) or a zip (`application/zip`); any of them as `application/octet-stream`.',
  });
}
