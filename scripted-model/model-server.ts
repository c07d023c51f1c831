/**
 * The rehearsal model: an HTTP server on loopback that speaks the OpenAI Responses API and Chat Completions,
 * and answers from a script. The demo and the end-to-end tests use it where a real model would stand; nothing
 * in the service knows the difference.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { backgroundProblem, comesAbout, createBackgroundResponses } from './background.ts';
import { COMPACTION_PATH, compactedResponse, unsealed } from './compaction.ts';
import { sendBody, sendFault, sendResponse } from './faults.ts';
import type { ParsedRequest } from './parsed-request.ts';
import { PROTOCOLS, type Protocol, RESPONSES } from './protocol.ts';
import type { Reply, ScriptedReply } from './reply.ts';
import { isFault } from './reply.ts';
import { createRequestRecord, type RecordedRequest, recordedJson, type Served } from './request-record.ts';
import { createSentThoughts } from './thoughts.ts';
import { createTokenEstimator } from './token-estimate.ts';
import { createResponse, errorBody } from './wire.ts';

/** The script. May throw: the caller of the API then sees a 500 with the message, and the record says so. */
export type Respond = (request: ParsedRequest, index: number) => Reply | Promise<Reply>;

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
  /** A request with more input tokens, as this server counts them, is refused. Default: none is. */
  readonly windowTokens?: number;
  /**
   * Fields of a request that this server does not know: it names those that it finds, and refuses. Default:
   * it knows all.
   */
  readonly refusedFields?: readonly string[];
  /** What a compaction is answered with: the text that it seals, or a fault. Default: some text. */
  readonly compact?: Respond;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const pathOf = ({ url }: IncomingMessage): string => new URL(url ?? '/', 'http://loopback').pathname;

const sendJson = (http: ServerResponse, status: number, body: object): void =>
  sendBody(http, status, 'application/json', JSON.stringify(body));

const refuse = (
  http: ServerResponse,
  message: string,
  param: string | null,
  code: string | null = null,
): void => sendJson(http, 400, errorBody(message, 'invalid_request_error', code, param));

/** Servers that check requests by a model of pydantic say it like this. */
const extraInput = (field: string) => ({
  type: 'extra_forbidden',
  loc: ['body', field],
  msg: 'Extra inputs are not permitted',
});

const windowWords = (windowTokens: number, inputTokens: number): string =>
  `This model's maximum context length is ${windowTokens} tokens. However, your messages resulted in ${inputTokens} tokens.`;

const pace = ({ eventDelayMs }: ScriptedReply): Pick<ScriptedReply, 'eventDelayMs'> =>
  eventDelayMs === undefined ? {} : { eventDelayMs };

const SUMMED_UP: Respond = () => ({ message: 'What was said before.' });

const DEFAULT_SPOILT_REPLY: ScriptedReply = { message: 'This reply never arrives as it should.' };

/** The good reply behind what the script answered. */
function replyBehind(reply: Reply): ScriptedReply {
  if (!isFault(reply)) return reply;
  if (reply.fault === 'huge') return { message: 'x'.repeat(reply.bytes) };
  return reply.reply ?? DEFAULT_SPOILT_REPLY;
}

/** Starts listening on 127.0.0.1. Rejects when the port is taken. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const record = createRequestRecord(options.keepRequests);
  const background = createBackgroundResponses();
  const estimator = createTokenEstimator();
  const thoughts = createSentThoughts();

  async function handle(protocol: Protocol, incoming: IncomingMessage, http: ServerResponse): Promise<void> {
    const isCompaction = pathOf(incoming) === COMPACTION_PATH;
    const parsed = protocol.parse(await readBody(incoming));
    if (!parsed.ok) return refuse(http, parsed.message, parsed.param);
    const { request } = parsed;
    const unknown = (options.refusedFields ?? []).filter((field) => field in request.body);
    if (unknown.length > 0) return sendJson(http, 422, { detail: unknown.map(extraInput) });
    if (unsealed(request).isForged)
      return refuse(http, 'The encrypted content could not be verified.', 'input');
    const missed = thoughts.problemOf(request);
    if (missed !== undefined) return refuse(http, missed, null, 'invalid_request_error');
    const isInBackground = request.body.background === true;
    const problem = isInBackground ? backgroundProblem(request) : undefined;
    if (problem !== undefined) return refuse(http, problem, 'background');
    const entry = record.add(incoming, request, isCompaction ? true : undefined);
    const { windowTokens } = options;
    const inputTokens = windowTokens === undefined ? 0 : estimator.inputTokensOf(request);
    if (windowTokens !== undefined && inputTokens > windowTokens) {
      entry.outcome = 'refused';
      return refuse(http, windowWords(windowTokens, inputTokens), 'input', 'context_length_exceeded');
    }
    const responseId = isInBackground ? background.begin(entry, http) : undefined;
    const respond = isCompaction ? (options.compact ?? SUMMED_UP) : options.respond;
    let reply: Reply;
    try {
      reply = await respond(request, entry.index);
    } catch (error) {
      entry.outcome = 'scriptFailed';
      return sendJson(http, 500, errorBody(`The script failed: ${String(error)}`, 'server_error', null));
    }
    entry.reply = reply;
    if (reply.delayMs !== undefined) await delay(reply.delayMs, undefined, { ref: false });
    const isGone = responseId === undefined ? http.destroyed : background.isCancelled(responseId);
    if (isGone) {
      entry.outcome = responseId === undefined ? 'abandoned' : 'cancelled';
      return;
    }
    const good = replyBehind(reply);
    thoughts.note(request, good);
    const usage = estimator.usageOf(request, good);
    const response = createResponse(request, good, usage);
    const isServed = !isFault(reply) || reply.fault === 'huge' || (isInBackground && comesAbout(reply));
    if (isServed) record.count(entry, usage);
    else entry.outcome = 'faulted';
    if (responseId !== undefined) return background.finish(responseId, reply, response);
    if (isFault(reply)) sendFault(reply, { protocol, request, http, response });
    else if (isCompaction) sendJson(http, 200, compactedResponse(request, good.message ?? '', usage));
    else sendResponse({ protocol, request, http, response, ...pace(reply) });
  }

  const server = createServer((incoming, http) => {
    // A caller that hangs up in the middle is part of the game.
    http.on('error', () => undefined);
    const path = pathOf(incoming);
    if (background.answer(incoming.method, path, http)) return;
    const asked = path === COMPACTION_PATH ? RESPONSES.path : path;
    const protocol = PROTOCOLS.find((known) => known.path === asked);
    if (incoming.method === 'POST' && protocol !== undefined) {
      handle(protocol, incoming, http).catch(() => http.destroy());
    } else if (incoming.method === 'GET' && path === '/recorded') {
      sendJson(http, 200, { served: record.served, requests: record.requests.map(recordedJson) });
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
    requests: record.requests,
    served: record.served,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
