/**
 * The rehearsal model: an HTTP server on loopback that speaks the OpenAI Responses API and Chat Completions, and answers from a script.
 * The demo and the end-to-end tests use it where a real model would stand; nothing in the service knows the difference.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { sendBody, sendFault, sendResponse } from './faults.ts';
import type { ParsedRequest } from './parsed-request.ts';
import { PROTOCOLS, type Protocol } from './protocol.ts';
import type { ModelReply, Reply, ReplyUsage } from './reply.ts';
import { isFault } from './reply.ts';
import { createTokenEstimator } from './token-estimate.ts';
import { createResponse, errorBody } from './wire.ts';

/** The script. May throw: the caller of the API then sees a 500 with the message, and the record says so. */
export type Respond = (request: ParsedRequest, index: number) => Reply | Promise<Reply>;

export interface RecordedRequest {
  /** Position in the order of arrival, from 0. */
  readonly index: number;
  readonly at: string;
  readonly authorization?: string;
  readonly request: ParsedRequest;
  reply?: Reply;
  /** Present when the answer with this usage was handed to the connection. */
  usage?: ReplyUsage;
  /** `abandoned`: the caller hung up before there was an answer. */
  outcome: 'pending' | 'answered' | 'faulted' | 'abandoned' | 'scriptFailed';
}

/** What was answered in full: the oracle for anybody who accounts tokens. */
export interface Served {
  calls: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

export interface ModelServer {
  /** Ends in `/v1`; what `OPENAI_BASE_URL` wants. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  readonly served: Readonly<Served>;
  /** Also ends connections that a fault holds open. */
  stop(): Promise<void>;
}

export interface ModelServerOptions {
  readonly respond: Respond;
  /** Default: any free port. */
  readonly port?: number;
  /** How many requests are kept, newest last; `served` counts all. Default: all of them. */
  readonly keepRequests?: number;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const sendJson = (http: ServerResponse, status: number, body: object): void =>
  sendBody(http, status, 'application/json', JSON.stringify(body));

/** A record without what is derived from the body. */
const recordedJson = ({ request, ...rest }: RecordedRequest): object => ({
  ...rest,
  body: request.body,
  bytes: request.bytes,
});

const DEFAULT_SPOILT_REPLY: ModelReply = { message: 'This reply never arrives as it should.' };

/** The good reply behind what the script answered. */
function replyBehind(reply: Reply): ModelReply {
  if (!isFault(reply)) return reply;
  if (reply.fault === 'huge') return { message: 'x'.repeat(reply.bytes) };
  return reply.reply ?? DEFAULT_SPOILT_REPLY;
}

/** Starts listening on 127.0.0.1. Rejects when the port is taken. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const requests: RecordedRequest[] = [];
  const served: Served = { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
  const estimator = createTokenEstimator();
  let arrived = 0;

  function record(incoming: IncomingMessage, request: ParsedRequest): RecordedRequest {
    const { authorization } = incoming.headers;
    const entry: RecordedRequest = {
      index: arrived++,
      at: new Date().toISOString(),
      ...(authorization === undefined ? {} : { authorization }),
      request,
      outcome: 'pending',
    };
    requests.push(entry);
    if (requests.length > (options.keepRequests ?? Number.POSITIVE_INFINITY)) requests.shift();
    return entry;
  }

  /** Counts before the last byte leaves, so that whoever has read the answer finds it counted. */
  function count(entry: RecordedRequest, usage: ReplyUsage): void {
    entry.outcome = 'answered';
    entry.usage = usage;
    served.calls += 1;
    served.inputTokens += usage.inputTokens;
    served.cachedInputTokens += usage.cachedInputTokens;
    served.outputTokens += usage.outputTokens;
  }

  async function handle(protocol: Protocol, incoming: IncomingMessage, http: ServerResponse): Promise<void> {
    const parsed = protocol.parse(await readBody(incoming));
    if (!parsed.ok) {
      return sendJson(http, 400, errorBody(parsed.message, 'invalid_request_error', null, parsed.param));
    }
    const { request } = parsed;
    const entry = record(incoming, request);
    let reply: Reply;
    try {
      reply = await options.respond(request, entry.index);
    } catch (error) {
      entry.outcome = 'scriptFailed';
      return sendJson(http, 500, errorBody(`The script failed: ${String(error)}`, 'server_error', null));
    }
    entry.reply = reply;
    if (reply.delayMs !== undefined) await delay(reply.delayMs, undefined, { ref: false });
    if (http.destroyed) {
      entry.outcome = 'abandoned';
      return;
    }
    const good = replyBehind(reply);
    const usage = estimator.usageOf(request, good);
    const exchange = { protocol, request, http, response: createResponse(request, good, usage) };
    if (!isFault(reply) || reply.fault === 'huge') count(entry, usage);
    else entry.outcome = 'faulted';
    if (isFault(reply)) sendFault(reply, exchange);
    else sendResponse(exchange);
  }

  const server = createServer((incoming, http) => {
    // A caller that hangs up in the middle is part of the game.
    http.on('error', () => undefined);
    const path = new URL(incoming.url ?? '/', 'http://loopback').pathname;
    const protocol = PROTOCOLS.find((known) => known.path === path);
    if (incoming.method === 'POST' && protocol !== undefined) {
      handle(protocol, incoming, http).catch(() => http.destroy());
    } else if (incoming.method === 'GET' && path === '/recorded') {
      sendJson(http, 200, { served, requests: requests.map(recordedJson) });
    } else {
      sendJson(
        http,
        404,
        errorBody(`Unknown request URL: ${incoming.method} ${path}.`, 'invalid_request_error', null),
      );
    }
  });
  // A hanging answer must hang for as long as the script wants.
  server.requestTimeout = 0;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The model server has no TCP port.');

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    served,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
