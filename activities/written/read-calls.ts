/**
 * Calls that a model wrote into its text, since its server does not tell them from words: a JSON fence,
 * `<tool_call>`, `<function=…>`. Only where there is no doubt: nothing else stands in the text. Pure.
 */
import { objectIn } from '../../context/transcript/call-arguments.ts';
import { readFunctionTag } from './function-tag.ts';
import type { PlacedCalls, WrittenCall } from './written-call.ts';
import { writtenObjects } from './written-objects.ts';

type Form = (text: string, start: number) => PlacedCalls | undefined;

/**
 * All calls of a text that holds nothing else; `undefined`: it holds words as well, or something that is no
 * call.
 */
export const readCalls = (text: string): WrittenCall[] | undefined => readAll(text, FORMS);

function readAll(text: string, forms: readonly Form[]): WrittenCall[] | undefined {
  const calls: WrittenCall[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const read = readOne(text, at, forms);
    if (read === undefined) return undefined;
    calls.push(...read.calls);
    at = skipSpace(text, read.end);
  }
  return calls.length === 0 ? undefined : calls;
}

function readOne(text: string, start: number, forms: readonly Form[]): PlacedCalls | undefined {
  for (const form of forms) {
    const read = form(text, start);
    if (read !== undefined) return read;
  }
  return undefined;
}

/** Line breaks and spaces between calls. */
function skipSpace(text: string, from: number): number {
  const rest = /\S/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

/** The fence may stand on one line. */
const FENCE = /```(?:json|xml|tool_call)?\s*(?=[{[<])/iy;
const TOOL_CALL = /<tool_call>/y;
const CLOSED_FENCE = '```';
const CLOSED_TOOL_CALL = '</tool_call>';

/** JSON, or calls in tags of their own. */
const fence: Form = (text, start) =>
  between(text, opened(FENCE, text, start), CLOSED_FENCE, (inner) =>
    inner.trimStart().startsWith('<') ? readAll(inner, TAGS) : callsIn(inner),
  );

const functionTag: Form = (text, start) => {
  const read = readFunctionTag(text, start);
  return read && { calls: [read.call], end: read.end };
};

const toolCall: Form = (text, start) => {
  const begin = opened(TOOL_CALL, text, start);
  if (begin === undefined) return undefined;
  const inner = functionTag(text, skipSpace(text, begin));
  if (inner === undefined)
    return between(text, begin, CLOSED_TOOL_CALL, callsIn) ?? toTheEnd(text.slice(begin), text.length);
  const close = skipSpace(text, inner.end);
  return text.startsWith(CLOSED_TOOL_CALL, close)
    ? { calls: inner.calls, end: close + CLOSED_TOOL_CALL.length }
    : undefined;
};

/** Some servers take the closing tag for the word at which a reply stops. */
function toTheEnd(rest: string, end: number): PlacedCalls | undefined {
  const calls = callsIn(rest);
  return calls && { calls, end };
}

const TAGS: readonly Form[] = [toolCall, functionTag];
const FORMS: readonly Form[] = [fence, ...TAGS];

function opened(tag: RegExp, text: string, start: number): number | undefined {
  tag.lastIndex = start;
  return tag.test(text) ? tag.lastIndex : undefined;
}

/** An argument may hold what closes the form, so that the first close behind which all is whole counts. */
function between(
  text: string,
  begin: number | undefined,
  close: string,
  read: (inner: string) => readonly WrittenCall[] | undefined,
): PlacedCalls | undefined {
  if (begin === undefined) return undefined;
  let end = text.indexOf(close, begin);
  for (let tried = 0; end !== -1 && tried < MAX_CLOSES_TRIED; tried++) {
    const calls = read(text.slice(begin, end));
    if (calls !== undefined) return { calls, end: end + close.length };
    end = text.indexOf(close, end + close.length);
  }
  return undefined;
}
/** Each costs a look at all of the text before it. */
const MAX_CLOSES_TRIED = 100;

function callsIn(json: string): WrittenCall[] | undefined {
  const calls = writtenObjects(json)?.map(callOf);
  return calls?.every((call) => call !== undefined) ? calls : undefined;
}

/** A name and arguments, perhaps an id, and nothing beside them. */
function callOf(object: Readonly<Record<string, unknown>>): WrittenCall | undefined {
  const { name, arguments: given, id, ...others } = object;
  const isId = id === undefined || typeof id === 'string' || typeof id === 'number';
  if (typeof name !== 'string' || !isId || Object.keys(others).length > 0) return undefined;
  if (typeof given === 'string') return objectIn(given) && { name, arguments: given };
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  return isObject ? { name, arguments: JSON.stringify(given) } : undefined;
}
