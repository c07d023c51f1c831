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
export const readCalls = (text: string): WrittenCall[] | undefined => readAll(withoutTokens(text), FORMS);

/** Words of a model's own grammar that its server took for text. */
const FIRST_TOKEN = /^\s*(?:\[TOOL_CALLS\]|<\|python_tag\|>)/;
const LAST_TOKEN = /(?:<\|(?:im_end|eot_id|eom_id|end|endoftext)\|>|<\/s>)\s*$/;

const withoutTokens = (text: string): string => text.replace(FIRST_TOKEN, '').replace(LAST_TOKEN, '');

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
const FENCE = /```(?:json5?|xml|tool_call)?\s*(?=[{[<])/iy;
const TOOL_CALL = /<(tool_calls?|function_call)>/y;
const CLOSED_FENCE = '```';

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
  const closing = `</${text.slice(start + 1, begin)}`;
  const inner = functionTag(text, skipSpace(text, begin));
  if (inner === undefined)
    return between(text, begin, closing, callsIn) ?? toTheEnd(text.slice(begin), text.length);
  const close = skipSpace(text, inner.end);
  return text.startsWith(closing, close) ? { calls: inner.calls, end: close + closing.length } : undefined;
};

/** Some servers take the closing tag for the word at which a reply stops. */
function toTheEnd(rest: string, end: number): PlacedCalls | undefined {
  const calls = callsIn(rest);
  return calls && { calls, end };
}

/** JSON and nothing else, up to the end. */
const bare: Form = (text, start) =>
  /[{[]/.test(text.charAt(start)) ? toTheEnd(text.slice(start), text.length) : undefined;

const TAGS: readonly Form[] = [toolCall, functionTag];
const FORMS: readonly Form[] = [fence, ...TAGS, bare];

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

/** A name and arguments (`parameters` with Llama's models), perhaps an id, and nothing beside them. */
function callOf(object: Readonly<Record<string, unknown>>): WrittenCall | undefined {
  const { name, arguments: named, parameters, id, type = 'function', function: called, ...others } = object;
  if (type !== 'function') return undefined;
  if (typeof called === 'object' && called !== null && name === undefined)
    return Object.keys(others).length === 0 ? callOf({ ...called }) : undefined;
  const given = named ?? parameters;
  if (called !== undefined || (named !== undefined && parameters !== undefined)) return undefined;
  const isId = id === undefined || typeof id === 'string' || typeof id === 'number';
  if (typeof name !== 'string' || !isId || Object.keys(others).length > 0) return undefined;
  if (typeof given === 'string') return objectIn(given) && { name, arguments: given };
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  return isObject ? { name, arguments: JSON.stringify(given) } : undefined;
}
