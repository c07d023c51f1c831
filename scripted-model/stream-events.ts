/**
 * The server-sent events of one streamed response, in the order and with the names of the OpenAI Responses
 * API.
 */
import type { WireFunctionCall, WireItem, WireMessage, WireResponse } from './wire.ts';
import { wireText } from './wire.ts';

export type StreamEvent = { readonly type: string } & Readonly<Record<string, unknown>>;

const DELTA_CHARACTERS = 48;

/** Splits between code points, so that no delta holds half a surrogate pair. */
export const deltasOf = (text: string): string[] =>
  text.match(new RegExp(`[^]{1,${DELTA_CHARACTERS}}`, 'gu')) ?? [];

function messageEvents(item: WireMessage, output_index: number): StreamEvent[] {
  const text = item.content.map((part) => part.text).join('');
  const at = { item_id: item.id, output_index, content_index: 0 };
  return [
    {
      type: 'response.output_item.added',
      output_index,
      item: { ...item, status: 'in_progress', content: [] },
    },
    { type: 'response.content_part.added', ...at, part: wireText('') },
    ...deltasOf(text).map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part: wireText(text) },
    { type: 'response.output_item.done', output_index, item },
  ];
}

function callEvents(item: WireFunctionCall, output_index: number): StreamEvent[] {
  const at = { item_id: item.id, output_index };
  return [
    {
      type: 'response.output_item.added',
      output_index,
      item: { ...item, status: 'in_progress', arguments: '' },
    },
    ...deltasOf(item.arguments).map((delta) => ({
      type: 'response.function_call_arguments.delta',
      ...at,
      delta,
    })),
    { type: 'response.function_call_arguments.done', ...at, name: item.name, arguments: item.arguments },
    { type: 'response.output_item.done', output_index, item },
  ];
}

function itemEvents(item: WireItem, output_index: number): StreamEvent[] {
  switch (item.type) {
    case 'message':
      return messageEvents(item, output_index);
    case 'function_call':
      return callEvents(item, output_index);
    default:
      return [
        { type: 'response.output_item.added', output_index, item: { ...(item as object), summary: [] } },
        { type: 'response.output_item.done', output_index, item },
      ];
  }
}

/** Everything from `response.created` to the last event, which carries the response as it ended. */
export function streamEvents(response: WireResponse): StreamEvent[] {
  const started = { ...response, status: 'in_progress', output: [], usage: null };
  const events = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...response.output.flatMap(itemEvents),
    { type: `response.${response.status}`, response },
  ];
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}

/** One event as it stands on the wire. */
export const encodeEvent = (event: StreamEvent): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
