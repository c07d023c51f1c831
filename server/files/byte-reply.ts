/** Replies of bytes that a model wrote: whatever a browser takes them for, nothing in them runs. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedFile } from '../../tree/opened-file.ts';
import { ProblemError } from '../http/problem.ts';
import { byteRange } from './byte-range.ts';
import { matchesTag, missesTag, OTHER_CONTENT } from './matched-tags.ts';

export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // It may be kept, and has to be asked for again with its tag.
  'cache-control': 'private, no-cache',
};

export interface FileReply {
  readonly file: OpenedFile;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends the file, the range of it that is asked for, or that it is the one which the caller has. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, etag, headers }: FileReply,
): Promise<FastifyReply> {
  const { range, 'if-match': match, 'if-none-match': noneMatch, 'if-range': ifRange } = request.headers;
  reply.headers({ ...SAFE_HEADERS, ...headers, etag, 'accept-ranges': 'bytes' });
  // It guards a download that goes on where it was cut.
  if (missesTag(match, etag)) {
    await file.close();
    throw new ProblemError(OTHER_CONTENT);
  }
  if (matchesTag(noneMatch, etag)) {
    await file.close();
    return reply.code(304).send();
  }
  const { sizeBytes } = file;
  // A range is of a GET alone (RFC 9110, 14.2): HEAD tells of the whole.
  const askedRange = request.method === 'HEAD' ? undefined : range;
  const wanted = byteRange(askedRange, sizeBytes, ifRange === undefined || ifRange === etag);
  if (wanted.kind === 'unsatisfiable') {
    await file.close();
    reply.header('content-range', `bytes */${sizeBytes}`);
    throw new ProblemError({
      status: 416,
      code: 'rangeNotSatisfiable',
      title: 'The file has no such range',
      bytes: sizeBytes,
    });
  }
  const { start, end } = wanted.kind === 'part' ? wanted : { start: 0, end: sizeBytes };
  if (wanted.kind === 'part')
    reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${sizeBytes}`);
  reply.header('content-length', end - start);
  if (request.method === 'HEAD') {
    await file.close();
    return reply.send(Readable.from([], { objectMode: false }));
  }
  const body = Readable.from(file.read(start, end), { objectMode: false });
  // Also when the caller goes away before the first byte.
  body.once('close', () => void file.close());
  return reply.send(body);
}
