/**
 * What is refused before there is a request: bytes that are no HTTP, headers that are too large, requests
 * that do not end, expectations nobody meets. These answers are problems like all others.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Problem, problemBody } from '../problem.ts';

const TYPE = 'application/problem+json';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

export const TIMED_OUT: Problem = {
  status: 408,
  code: 'requestTimeout',
  title: 'The request did not come in time',
};

const HEADERS_TOO_LARGE: Problem = {
  status: 431,
  code: 'headersTooLarge',
  title: 'The headers of the request are too large',
};

const NO_HTTP: Problem = { status: 400, code: 'badRequest', title: 'The request is no valid HTTP' };

const NO_SUCH_EXPECTATION: Problem = {
  status: 417,
  code: 'expectationFailed',
  title: 'The expectation cannot be met',
  detail: 'Of `Expect` only `100-continue` is known.',
};

/** The whole reply as it goes over the wire; the connection ends with it. */
export function rawReply(problem: Problem): string {
  const body = JSON.stringify(problemBody(problem));
  return [
    `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? 'Error'}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** Which problem Node's parser has met, by its code. */
export function parserProblem({ code }: { readonly code?: string }): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return HEADERS_TOO_LARGE;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? TIMED_OUT : NO_HTTP;
}

/** Fastify's `clientErrorHandler`. */
export function refuseBytes(error: Error & { readonly code?: string }, socket: Socket): void {
  // The caller has gone, or an answer is on its way already.
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable && socket.bytesWritten === 0)
    socket.end(rawReply(parserProblem(error)), () => socket.destroy());
  else socket.destroy(error);
}

/** Node's own answer to an unknown `Expect` has no body. */
export function refuseExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.stringify(problemBody(NO_SUCH_EXPECTATION));
    response.writeHead(NO_SUCH_EXPECTATION.status, { 'content-type': TYPE, connection: 'close' }).end(body);
  });
}
