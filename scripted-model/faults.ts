/**
 * What goes wrong on the wire, one small function per fault. Each holds for streamed and plain requests
 * alike.
 */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ParsedRequest } from './parsed-request.ts';
import type { Protocol } from './protocol.ts';
import type { FaultReply, PlainFaultName } from './reply.ts';
import type { WireResponse } from './wire.ts';
import { errorBody } from './wire.ts';

export interface FaultExchange {
  readonly protocol: Protocol;
  readonly request: ParsedRequest;
  readonly http: ServerResponse;
  /** The good response that the fault spoils. */
  readonly response: WireResponse;
  /** The wait lies between the events of a stream. */
  readonly eventDelayMs?: number;
}

const DRIP_EVERY_MS = 100;

/** Headers, and for a stream all events; for a plain request one JSON body. */
export function sendResponse({ protocol, request, http, response, eventDelayMs }: FaultExchange): void {
  if (!request.stream) {
    sendBody(http, 200, 'application/json', JSON.stringify(protocol.body(response)));
    return;
  }
  const { parts, closing } = protocol.stream(response, request);
  startStream(http);
  sendEvents(http, [...parts, ...closing], eventDelayMs);
}

/** All that is left of a stream. `delayMs`: between two of its events. */
export function sendEvents(
  http: ServerResponse,
  events: readonly string[],
  delayMs: number | undefined,
): void {
  if (delayMs === undefined) http.end(events.join(''));
  else Readable.from(slowly(events, delayMs)).pipe(http);
}

async function* slowly(events: readonly string[], delayMs: number): AsyncGenerator<string> {
  for (const event of events) {
    yield event;
    await delay(delayMs, undefined, { ref: false });
  }
}

/** Event by event, and only while somebody reads: a caller with a limit hangs up long before the end. */
function sendWhileRead(exchange: FaultExchange): void {
  const { protocol, request, http, response } = exchange;
  if (request.stream) {
    const { parts, closing } = protocol.stream(response, request);
    startStream(http);
    Readable.from([...parts, ...closing]).pipe(http);
  } else sendResponse(exchange);
}

export function sendBody(http: ServerResponse, status: number, contentType: string, body: string): void {
  http.writeHead(status, { 'content-type': contentType });
  http.end(body);
}

/** Headers of a stream of server-sent events. */
export function startStream(http: ServerResponse): void {
  http.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
}

/**
 * The first `share` of what a good answer would be, as bytes of a stream (never its end) or of a JSON body.
 */
function partOf({ protocol, request, response }: FaultExchange, share: number): string {
  if (!request.stream) {
    const json = JSON.stringify(protocol.body(response));
    return json.slice(0, Math.floor(json.length * share));
  }
  const { parts, closing } = protocol.stream(response, request);
  return parts.slice(0, Math.max(1, Math.floor((parts.length + closing.length) * share))).join('');
}

/** Writes the beginning of an answer and leaves the connection open. */
function begin(exchange: FaultExchange, text: string): void {
  if (exchange.request.stream) startStream(exchange.http);
  else exchange.http.writeHead(200, { 'content-type': 'application/json' });
  exchange.http.write(text);
}

/**
 * Sends something that keeps the connection busy and never amounts to an answer, until the caller hangs up.
 */
function drip(exchange: FaultExchange): void {
  const crumb = exchange.request.stream ? ': \n' : ' ';
  begin(exchange, crumb);
  const timer = setInterval(() => exchange.http.write(crumb), DRIP_EVERY_MS);
  exchange.http.once('close', () => clearInterval(timer));
}

const spoil = (exchange: FaultExchange, change: Partial<WireResponse>): void =>
  sendResponse({ ...exchange, response: { ...exchange.response, ...change } });

const fail = (exchange: FaultExchange, error: NonNullable<WireResponse['error']>): void =>
  spoil(exchange, { status: 'failed', output: [], usage: null, error });

/** Sends the caller elsewhere, where its connection fails. */
function redirect({ http }: FaultExchange, location: string): void {
  http.writeHead(307, { location });
  http.end();
}

const FAULT_EFFECTS: Record<PlainFaultName, (exchange: FaultExchange) => void> = {
  /** A proxy's error page with status 200. */
  html200: ({ http }) => sendBody(http, 200, 'text/html', '<html><body>Bad gateway</body></html>'),
  empty200: ({ http, request }) =>
    sendBody(http, 200, request.stream ? 'text/event-stream' : 'application/json', ''),
  /** A JSON body, or an event's JSON, that stops in the middle; the connection ends as if all were well. */
  cutJson: (exchange) => {
    begin(
      exchange,
      exchange.request.stream
        ? `${partOf(exchange, 0.5).trimEnd().slice(0, -20)}\n\n`
        : partOf(exchange, 0.5),
    );
    exchange.http.end();
  },
  emptyOutput: (exchange) => spoil(exchange, { output: [] }),
  missingOutput: (exchange) => {
    const { body, event } = exchange.protocol.withoutOutput(exchange.response);
    if (!exchange.request.stream)
      return sendBody(exchange.http, 200, 'application/json', JSON.stringify(body));
    startStream(exchange.http);
    exchange.http.end(event);
  },
  missingUsage: (exchange) => spoil(exchange, { usage: null }),
  negativeUsage: (exchange) => {
    const { usage } = exchange.response;
    spoil(exchange, {
      usage: usage && { ...usage, input_tokens: -5000, output_tokens: -1, total_tokens: -5001 },
    });
  },
  /** The reply was cut at the output limit. */
  incomplete: (exchange) =>
    spoil(exchange, { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }),
  /** The provider's content filter stopped the reply in the middle. */
  filtered: (exchange) =>
    spoil(exchange, { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }),
  failed: (exchange) =>
    fail(exchange, {
      code: 'server_error',
      message: 'The server had an error while processing your request.',
    }),
  /** An `error` event in the middle of a stream; a 500 for a plain request. */
  errorEvent: (exchange) => {
    const error = { code: 'server_error', message: 'The server had an error.', param: null };
    if (!exchange.request.stream)
      return sendBody(exchange.http, 500, 'application/json', JSON.stringify({ error }));
    begin(exchange, partOf(exchange, 0.5));
    exchange.http.end(exchange.protocol.errorEvent(error));
  },
  /** The connection is torn down before a byte was answered. */
  reset: ({ http }) => void http.socket?.resetAndDestroy(),
  /** The provider's name cannot be resolved (`.invalid` never is, RFC 6761). */
  noSuchHost: (exchange) => redirect(exchange, 'http://provider.invalid/v1/responses'),
  /** No TLS connection comes about: this very port does not speak it. */
  badTls: (exchange) =>
    redirect(exchange, `https://127.0.0.1:${exchange.http.socket?.localPort}/v1/responses`),
  /** The connection is torn down in the middle of the answer. */
  cutStream: (exchange) => {
    begin(exchange, partOf(exchange, 0.5));
    setImmediate(() => exchange.http.socket?.resetAndDestroy());
  },
  /** The answer ends in good order but without its closing events (plain: without its second half). */
  endStream: (exchange) => {
    begin(exchange, partOf(exchange, 0.9));
    exchange.http.end();
  },
  /** Nothing is ever answered. */
  hang: () => undefined,
  /** Half an answer, then silence. */
  hangStream: (exchange) => begin(exchange, partOf(exchange, 0.5)),
  drip,
};

function sendStatus(fault: Extract<FaultReply, { fault: 'status' }>, http: ServerResponse): void {
  const type =
    fault.status === 429
      ? 'rate_limit_error'
      : fault.status >= 500
        ? 'server_error'
        : 'invalid_request_error';
  const body = fault.body ?? errorBody(`Scripted status ${fault.status}.`, type, null);
  http.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
  http.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Plays the fault. `huge` is none on the wire: a reply whose text is that long. */
export function sendFault(fault: FaultReply, exchange: FaultExchange): void {
  if (fault.fault === 'status') sendStatus(fault, exchange.http);
  else if (fault.fault === 'huge') sendWhileRead(exchange);
  else if (fault.fault === 'failedWith') fail(exchange, { code: fault.code, message: fault.message });
  else FAULT_EFFECTS[fault.fault](exchange);
}
