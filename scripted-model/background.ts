/**
 * Responses in the background: they go on when their caller hangs up, are looked up by their id, and can be
 * called off. As at the real API, they have to be stored, and only they can be cancelled.
 */
import type { ServerResponse } from 'node:http';
import { sendBody, sendEvents, startStream } from './faults.ts';
import type { ParsedRequest } from './parsed-request.ts';
import { isFault, type Reply, type ScriptedReply } from './reply.ts';
import type { RecordedRequest } from './request-record.ts';
import { encodeEvent, streamEvents } from './stream-events.ts';
import { createResponse, errorBody, type WireResponse } from './wire.ts';

type BackgroundStatus = WireResponse['status'] | 'queued' | 'cancelled';

interface Stored {
  readonly entry: RecordedRequest;
  response: Omit<WireResponse, 'status'> & { readonly status: BackgroundStatus; readonly background: true };
  /** The caller of the creating request, as long as it is there. */
  readonly http: ServerResponse;
}

export interface BackgroundResponses {
  /** Answers with what there is at once: a first event, or the response as it is queued. */
  begin(entry: RecordedRequest, http: ServerResponse): string;
  /** The script has answered: kept, and told to the caller if that one is still there. */
  finish(id: string, reply: Reply, good: WireResponse): void;
  isCancelled(id: string): boolean;
  /** `GET` and `DELETE /v1/responses/:id`, `POST /v1/responses/:id/cancel`; `false`: it is another path. */
  answer(method: string | undefined, path: string, http: ServerResponse): boolean;
}

const NO_USAGE = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };
/** What they spoil is the connection; the response itself comes about. */
const OF_CONNECTION: readonly string[] = ['reset', 'cutStream', 'endStream', 'hangStream'];

/** Whether a response in the background comes about with what the script says. */
export const comesAbout = (reply: Reply): boolean => !isFault(reply) || OF_CONNECTION.includes(reply.fault);

/** Why the real API would not take it; `undefined`: it would. */
export const backgroundProblem = ({ body }: ParsedRequest): string | undefined =>
  body.store === false ? 'Background mode requires store to be true.' : undefined;

export function createBackgroundResponses(): BackgroundResponses {
  const kept = new Map<string, Stored>();
  const sendJson = (http: ServerResponse, status: number, body: object) =>
    sendBody(http, status, 'application/json', JSON.stringify(body));

  return {
    begin(entry, http) {
      const { request } = entry;
      const nothing: ScriptedReply = {};
      const made = { ...createResponse(request, nothing, NO_USAGE), output: [], usage: null };
      const response = { ...made, status: 'queued' as const, background: true as const };
      entry.responseId = response.id;
      kept.set(response.id, { entry, response, http });
      if (!request.stream) sendJson(http, 200, response);
      else {
        startStream(http);
        http.write(encodeEvent({ type: 'response.created', sequence_number: 0, response }));
      }
      return response.id;
    },

    finish(id, reply, good) {
      const stored = kept.get(id);
      if (stored === undefined) return;
      const fault = isFault(reply) ? reply.fault : undefined;
      const error = {
        code: 'server_error',
        message: 'The server had an error while processing your request.',
      };
      const ended = !comesAbout(reply)
        ? { ...good, status: 'failed' as const, output: [], usage: null, error }
        : good;
      stored.response = { ...ended, id, background: true };
      const { http, entry } = stored;
      if (!entry.request.stream || http.destroyed) return;
      const events = streamEvents({ ...ended, id })
        .slice(1)
        .map(encodeEvent);
      const eventDelayMs = isFault(reply) ? undefined : reply.eventDelayMs;
      if (fault === undefined || !OF_CONNECTION.includes(fault)) sendEvents(http, events, eventDelayMs);
      else spoilConnection(fault, http, events.slice(0, Math.floor(events.length / 2)).join(''));
    },

    isCancelled: (id) => kept.get(id)?.response.status === 'cancelled',

    answer(method, path, http) {
      const [, id = '', action] = /^\/v1\/responses\/(resp_\w+)(\/cancel)?$/.exec(path) ?? [];
      const methods = action === undefined ? ['GET', 'DELETE'] : ['POST'];
      if (id === '' || !methods.includes(method ?? '')) return false;
      const stored = kept.get(id);
      if (stored === undefined) {
        const message = `Response with id '${id}' not found.`;
        sendJson(http, 404, errorBody(message, 'invalid_request_error', null));
        return true;
      }
      if (method === 'DELETE') {
        kept.delete(id);
        stored.http.end();
        sendJson(http, 200, { id, object: 'response', deleted: true });
        return true;
      }
      if (action === undefined) stored.entry.lookedUp = (stored.entry.lookedUp ?? 0) + 1;
      else if (stored.response.status === 'queued') {
        stored.response = { ...stored.response, status: 'cancelled' };
        stored.entry.outcome = 'cancelled';
        stored.http.end();
      }
      sendJson(http, 200, stored.response);
      return true;
    },
  };
}

function spoilConnection(fault: string, http: ServerResponse, half: string): void {
  if (fault === 'reset') return void http.socket?.resetAndDestroy();
  http.write(half);
  if (fault === 'endStream') http.end();
  if (fault === 'cutStream') setImmediate(() => http.socket?.resetAndDestroy());
}
