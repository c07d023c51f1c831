/**
 * The answer to a call that asked for a stream of events, whatever came instead: some servers and gateways
 * send the whole reply, or an error, as JSON, and some a page or a line of text.
 */
import type OpenAI from 'openai';
import { Stream } from 'openai/streaming';
import { watchedBody } from './watched-body.ts';

export type StreamAnswer<Event> =
  | {
      readonly kind: 'events';
      readonly events: AsyncIterable<Event>;
      /** Whether the stream said that it is over (`[DONE]`); asked when it has ended. */
      readonly isOver: () => boolean;
      readonly contentType: string | null;
    }
  /** One JSON value in place of events. */
  | { readonly kind: 'whole'; readonly body: Readonly<Record<string, unknown>> }
  /** Neither. */
  | { readonly kind: 'text'; readonly text: string };

/** What the client library gives for a call before anything of its body is read. */
type MakeCall = (options: { signal: AbortSignal }) => { asResponse(): Promise<Response> };

/** Throws what the client library throws. */
export async function openEvents<Event>(
  openai: OpenAI,
  make: MakeCall,
  signal: AbortSignal,
): Promise<StreamAnswer<Event>> {
  // Who breaks off reading ends the request as well.
  const reading = new AbortController();
  const response = await make({ signal: AbortSignal.any([signal, reading.signal]) }).asResponse();
  const contentType = response.headers.get('content-type');
  const { head, body, rest, isOver } = await watchedBody(response.body);
  const form = formOf(head, contentType);
  if (form === 'json') return { kind: 'whole', body: objectIn(await rest()) };
  if (form === 'text') return { kind: 'text', text: await rest() };
  const { status, headers } = response;
  const events = Stream.fromSSEResponse<Event>(new Response(body, { status, headers }), reading, openai);
  return { kind: 'events', events, isOver, contentType };
}

/** `head`: the first characters of the answer, without space before them. */
function formOf(head: string, contentType: string | null): 'events' | 'json' | 'text' {
  if (head === '') return 'events';
  if (/^[{[]/.test(head)) return 'json';
  if (head.startsWith('<')) return 'text';
  const isSaidToBe = /^\s*text\/event-stream/i.test(contentType ?? '');
  return isSaidToBe || /^(data|event|id|retry)?:/.test(head) ? 'events' : 'text';
}

function objectIn(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What the answer said that it is. */
export const typeOfAnswer = (answer: StreamAnswer<unknown>): string | null =>
  answer.kind === 'events' ? answer.contentType : null;

/** The error that an answer holds in place of a reply; `undefined`: it holds none. */
export function errorIn({ error }: Readonly<Record<string, unknown>>): unknown {
  if (typeof error === 'string' && error !== '') return { code: error, message: error };
  return typeof error === 'object' && error !== null ? error : undefined;
}
