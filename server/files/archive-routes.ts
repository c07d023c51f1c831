/** The whole of a workspace as one archive, streamed: `tar.gz`, or `tar` where `Accept` asks for it. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { callerLeft } from '../http/bodies/caller-left.ts';
import { requiredType } from '../http/preferred-type.ts';
import { formProblems } from '../http/replies.ts';
import { findThread, threadParams } from '../lookup/find-thread.ts';
import { tarChunks } from './archive/tar-stream.ts';
import { SAFE_HEADERS } from './byte-reply.ts';
import { attachment } from './content-type.ts';
import { surveyed } from './diff-between.ts';
import { stateHeaders } from './file-entry.ts';
import { fileProblems, otherContent } from './file-routes.ts';
import { stateParam } from './file-schema.ts';
import { findView, type ViewSource } from './find-view.ts';
import { matchesTag, requireTag } from './matched-tags.ts';
import { viewTag } from './view-tags.ts';

const ENDINGS = {
  'application/gzip': 'tar.gz',
  'application/x-tar': 'tar',
  // Clients that are generated take bytes of no kind.
  'application/octet-stream': 'tar.gz',
} as const;
type Form = keyof typeof ENDINGS;
const FORMS = Object.keys(ENDINGS) as Form[];

const bytes = z.string().meta({ format: 'binary' });

export const archiveRoutes =
  (source: ViewSource): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = {
      operationId: 'getArchive',
      summary: 'The whole workspace as a tar.gz, or as a tar by Accept.',
      description: 'The same state gives the same bytes. A transfer that breaks off is not whole.',
      tags: ['files'],
      params: threadParams,
      querystring: z.strictObject({ state: stateParam.exactOptional() }),
      response: {
        200: {
          description: 'The archive.',
          content: Object.fromEntries(FORMS.map((form) => [form, { schema: bytes }])),
        },
        304: z.null().describe('It is the one that the caller has.'),
        ...fileProblems,
        ...otherContent,
        ...formProblems,
      },
    };
    app.get('/threads/:threadId/archive', { schema }, async (request, reply) => {
      const thread = await findThread(source, request.principal, request.params.threadId);
      const form = requiredType(request.headers.accept, FORMS, {
        title: 'No such form of an archive',
        detail: `An archive comes as ${FORMS.join(', ')}.`,
      });
      const found = await findView(source, thread, request.query.state);
      const signal = callerLeft(reply);
      const { view, manifest } = await surveyed(found.view, signal);
      const etag = viewTag([manifest], form, found.kept === undefined);
      reply.headers({
        ...SAFE_HEADERS,
        ...stateHeaders(found),
        etag,
        vary: 'accept',
        'content-type': form,
        'content-disposition': attachment(`${thread.threadId}.${ENDINGS[form]}`),
      });
      requireTag(request.headers['if-match'], etag);
      if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
      if (request.method === 'HEAD') return reply.send(Readable.from([], { objectMode: false }) as never);
      const tar = Readable.from(tarChunks(view, manifest, signal), { objectMode: false });
      // An error ends both, and with them the transfer: nobody takes a part for the whole.
      return reply.send((ENDINGS[form] === 'tar.gz' ? pipeline(tar, createGzip(), () => {}) : tar) as never);
    });
  };
