/**
 * The two protocols that the rehearsal model speaks: how a request is read, and how an answer stands on the
 * wire.
 */
import { chatChunks, chatCompletion } from './chat-chunks.ts';
import { parseChatRequest } from './parsed-chat-request.ts';
import { type ParsedRequest, type ParseResult, parseRequest } from './parsed-request.ts';
import { encodeEvent, streamEvents } from './stream-events.ts';
import { idOf, type WireResponse } from './wire.ts';

/** The server-sent events of an answer; without the closing ones it has not ended. */
interface EncodedStream {
  readonly parts: readonly string[];
  readonly closing: readonly string[];
}

interface WireError {
  readonly code: string;
  readonly message: string;
  readonly param: null;
}

export interface Protocol {
  readonly path: string;
  parse(text: string): ParseResult;
  /** The answer to a request that is not streamed. */
  body(response: WireResponse): object;
  stream(response: WireResponse, request: ParsedRequest): EncodedStream;
  /**
   * The answer without the field that holds its output, as a body and as the event that should have held it.
   */
  withoutOutput(response: WireResponse): { readonly body: object; readonly event: string };
  /** An error in the middle of a stream. */
  errorEvent(error: WireError): string;
}

export const RESPONSES: Protocol = {
  path: '/v1/responses',
  parse: parseRequest,
  body: (response) => response,
  stream(response) {
    const events = streamEvents(response).map(encodeEvent);
    return { parts: events.slice(0, -1), closing: events.slice(-1) };
  },
  withoutOutput({ output: _, ...body }) {
    return { body, event: encodeEvent({ type: 'response.completed', sequence_number: 0, response: body }) };
  },
  errorEvent: (error) => encodeEvent({ type: 'error', sequence_number: 99, ...error }),
};

const encodeChunk = (chunk: object): string => `data: ${JSON.stringify(chunk)}\n\n`;

const CHAT: Protocol = {
  path: '/v1/chat/completions',
  parse: parseChatRequest,
  body: chatCompletion,
  stream(response, { body }) {
    const options = body.stream_options as { readonly include_usage?: boolean } | undefined;
    const { parts, closing } = chatChunks(response, options?.include_usage === true);
    return { parts: parts.map(encodeChunk), closing: [...closing.map(encodeChunk), 'data: [DONE]\n\n'] };
  },
  withoutOutput(response) {
    const body = { id: idOf('chatcmpl'), object: 'chat.completion', model: response.model };
    return { body, event: encodeChunk(body) };
  },
  errorEvent: (error) => encodeChunk({ error }),
};

export const PROTOCOLS: readonly Protocol[] = [RESPONSES, CHAT];
