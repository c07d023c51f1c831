/**
 * Calls that a model wrote into its text, since its server does not tell them from words: a JSON fence,
 * `<tool_call>`, `<function=…>`. Only where there is no doubt: nothing else stands in the text. Pure.
 */
import { objectIn } from '../../context/transcript/call-arguments.ts';
import { readFunctionTag } from './function-tag.ts';
import type { PlacedCall, WrittenCall } from './written-call.ts';

type Form = (text: string, start: number) => PlacedCall | undefined;

/**
 * All calls of a text that holds nothing else; `undefined`: it holds words as well, or something that is no
 * call.
 */
export function readCalls(text: string): WrittenCall[] | undefined {
  const calls: WrittenCall[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const read = readOne(text, at);
    if (read === undefined) return undefined;
    calls.push(read.call);
    at = skipSpace(text, read.end);
  }
  return calls.length === 0 ? undefined : calls;
}

function readOne(text: string, start: number): PlacedCall | undefined {
  for (const form of FORMS) {
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

const FENCE = /```(?:json)?[ \t]*\r?\n/iy;
const TOOL_CALL = /<tool_call>/y;

const fence: Form = (text, start) => jsonBetween(text, opened(FENCE, text, start), '```');

const toolCall: Form = (text, start) => {
  const begin = opened(TOOL_CALL, text, start);
  if (begin === undefined) return undefined;
  const inner = readFunctionTag(text, skipSpace(text, begin));
  if (inner === undefined) return jsonBetween(text, begin, CLOSED_TOOL_CALL);
  const close = skipSpace(text, inner.end);
  return text.startsWith(CLOSED_TOOL_CALL, close)
    ? { call: inner.call, end: close + CLOSED_TOOL_CALL.length }
    : undefined;
};
const CLOSED_TOOL_CALL = '</tool_call>';

const FORMS: readonly Form[] = [fence, toolCall, readFunctionTag];

function opened(tag: RegExp, text: string, start: number): number | undefined {
  tag.lastIndex = start;
  return tag.test(text) ? tag.lastIndex : undefined;
}

/** An argument may hold what closes the form, so that the first close behind which all is whole counts. */
function jsonBetween(text: string, begin: number | undefined, close: string): PlacedCall | undefined {
  if (begin === undefined) return undefined;
  let end = text.indexOf(close, begin);
  for (let tried = 0; end !== -1 && tried < MAX_CLOSES_TRIED; tried++) {
    const call = callIn(text.slice(begin, end));
    if (call !== undefined) return { call, end: end + close.length };
    end = text.indexOf(close, end + close.length);
  }
  return undefined;
}
/** Each costs a look at all of the text before it. */
const MAX_CLOSES_TRIED = 100;

/** A name and arguments, and nothing beside them. */
function callIn(json: string): WrittenCall | undefined {
  const { name, arguments: given, ...others } = objectIn(json.trim()) ?? {};
  if (typeof name !== 'string' || Object.keys(others).length > 0) return undefined;
  if (typeof given === 'string') return objectIn(given) && { name, arguments: given };
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  return isObject ? { name, arguments: JSON.stringify(given) } : undefined;
}
