/** Files of a thread's workspace: a folder's listing, and the bytes of a file. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { displayPath } from '../../tree/tree-paths.ts';
import { callerLeft } from '../http/bodies/caller-left.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonReply, problemReply, problemSchema, readProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { MAX_PATH_CHARACTERS } from './asked-path.ts';
import { sendFile } from './byte-reply.ts';
import { attachment, contentTypeOf } from './content-type.ts';
import { entryReply, shownState, stateHeaders } from './file-entry.ts';
import { fileListSchema, stateParam } from './file-schema.ts';
import { findView, type ViewSource } from './find-view.ts';
import { listingUrl, notAFile, pathIn, pathProblem } from './path-problems.ts';

const listQuery = z.strictObject({
  path: z.string().max(MAX_PATH_CHARACTERS).default('').describe('The folder; empty: the workspace itself.'),
  state: stateParam.exactOptional(),
  cursor: z.string().max(1_000).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

const fileParams = threadParams.extend({ '*': z.string().max(MAX_PATH_CHARACTERS) });
const fileQuery = z.strictObject({ state: stateParam.exactOptional() });

/** What reading files may come to beside. */
export const fileProblems = {
  ...readProblems,
  409: problemReply('A mode keeps the service from reading it.', problemSchema),
  410: problemReply('The state was kept, and is not in the store any more.', problemSchema),
};

/** What has an entity tag may be asked for by it. */
export const otherContent = { 412: problemReply('It is not what `If-Match` names.', problemSchema) };

/** It has no body. */
const notModified = z.null().describe('It is the one that the caller has.');
const bytes = z.string().describe('Bytes.').meta({ format: 'binary' });
/** The first is what clients that are generated know as bytes. */
const ofAnyType = { 'application/octet-stream': { schema: bytes }, '*/*': { schema: bytes } };

export const fileRoutes =
  (source: ViewSource): FastifyPluginAsyncZod =>
  async (app) => {
    const list = {
      operationId: 'listFiles',
      summary: 'What is in one folder of the workspace, by name.',
      description: 'A `.git` and git’s own credentials are in no listing, file, archive or diff.',
      tags: ['files'],
      params: threadParams,
      querystring: listQuery,
      response: { 200: jsonReply('A page of it.', fileListSchema), ...fileProblems },
    };
    app.get('/threads/:threadId/files', { schema: list }, async ({ params, query, principal }, reply) => {
      const signal = callerLeft(reply);
      const thread = await findThread(source, principal, params.threadId);
      const path = pathIn('path', query.path);
      const after = query.cursor === undefined ? '' : pathIn('cursor', query.cursor);
      const found = await findView(source, thread, query.state);
      const listed = await found.view.list(path, query.limit, after, signal);
      if (!listed.ok) throw pathProblem(listed.reason, path);
      return {
        path: displayPath(path),
        state: shownState(found),
        entries: listed.entries.map(([name, entry]) => entryReply(path, name, entry)),
        nextCursor: listed.next === undefined ? null : displayPath(listed.next),
      };
    });

    const read = {
      operationId: 'getFile',
      summary: 'The bytes of a file of the workspace.',
      description:
        'The ETag is the SHA-256 of the content. The path is spelled as listings show it; no link is followed.',
      tags: ['files'],
      params: fileParams,
      querystring: fileQuery,
      response: {
        200: { description: 'The file.', content: ofAnyType },
        206: { description: 'The range.', content: ofAnyType },
        304: notModified,
        ...fileProblems,
        ...otherContent,
        416: problemReply('The file has no such range.', problemSchema),
      },
    };
    app.get('/threads/:threadId/files/*', { schema: read }, async (request, reply) => {
      const thread = await findThread(source, request.principal, request.params.threadId);
      const path = pathIn('path', request.params['*']);
      if (path === '')
        throw new ProblemError({
          status: 404,
          code: 'notAFile',
          title: 'That is no file',
          kind: 'folder',
          listing: listingUrl(thread.threadId, path),
        });
      const found = await findView(source, thread, request.query.state);
      const opened = await found.view.open(path, undefined, callerLeft(reply));
      if (!opened.ok && opened.reason === 'notAFile') throw notAFile(thread.threadId, path, opened.entry);
      if (!opened.ok) throw pathProblem(opened.reason, path);
      const name = displayPath(path.slice(path.lastIndexOf('/') + 1));
      return sendFile(request, reply, {
        file: opened.file,
        etag: `"${opened.sha256}"`,
        headers: {
          ...stateHeaders(found),
          'content-type': contentTypeOf(name),
          'content-disposition': attachment(name),
        },
      });
    });
  };
