/**
 * Shorter forms of a transcript's items: one line that names the item, or its beginning and end. The line
 * comes out the same whether it is made of the item itself or of its excerpt. Pure.
 */
import { requestInputDeclaration } from '../tools/request-input.ts';
import { objectIn } from './call-arguments.ts';
import type { InputItem } from './input-item.ts';

/** Shorter outputs and arguments are left as they are: a line that names them would save nothing. */
export const MIN_ELIDED_BYTES = 400;
/** What an excerpt keeps of an item's beginning, and of its end. */
const EXCERPT_END_CHARACTERS = 1_000;
const MIN_EXCERPTED_BYTES = 3_000;
const MAX_LINE_CHARACTERS = 160;

/** An item's text as it stands in the record. */
export interface Original {
  /** Its number there. */
  readonly seq: number;
  readonly bytes: number;
}

/** One line in place of a tool's output: how it began, how long it was, and where it still stands. */
export function elidedOutput(item: InputItem, { seq, bytes }: Original): InputItem {
  if (bytes < MIN_ELIDED_BYTES) return item;
  const [first = ''] = String(item.output).split('\n', 1);
  const line = first.slice(0, MAX_LINE_CHARACTERS).toWellFormed();
  return { ...item, output: `${line}\n[${bytes} bytes, elided; read_item ${seq} shows them]` };
}

/** The beginning and the end of a tool's output. */
export const excerptOfOutput = (item: InputItem, original: Original): InputItem =>
  original.bytes < MIN_EXCERPTED_BYTES ? item : { ...item, output: excerpt(String(item.output), original) };

/** The beginning and the end of a message. */
export const excerptOfMessage = (item: InputItem, original: Original): InputItem =>
  original.bytes < MIN_EXCERPTED_BYTES ? item : { ...item, content: excerpt(String(item.content), original) };

/**
 * A call with its short arguments as they are, so that it stays plain what was called with what; of long
 * ones, the length. A question to the user stays whole: their answer means nothing without it.
 */
export function elidedCall(item: InputItem, { seq, bytes }: Original): InputItem {
  if (bytes < MIN_ELIDED_BYTES || item.name === requestInputDeclaration.name) return item;
  const fields = objectIn(String(item.arguments));
  const lengthOf = (text: string) =>
    `[${Buffer.byteLength(text)} bytes, elided; read_item ${seq} shows them]`;
  if (fields === undefined)
    return { ...item, arguments: JSON.stringify({ elided: lengthOf(String(item.arguments)) }) };
  const short = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [name, text.length > MAX_LINE_CHARACTERS ? lengthOf(text) : value];
  });
  return { ...item, arguments: JSON.stringify(Object.fromEntries(short)) };
}

/**
 * Thoughts that a server wants back with every call that they led to; sealed ones can be left out.
 * `undefined`: they are.
 */
export function elidedThoughts(item: InputItem, { seq, bytes }: Original): InputItem | undefined {
  if (typeof item.text !== 'string') return undefined;
  // Each another line: models take to repeating one that stands everywhere.
  return bytes < MIN_ELIDED_BYTES
    ? item
    : { ...item, text: `[thoughts of item ${seq}, ${bytes} bytes, elided]` };
}

function excerpt(text: string, { seq, bytes }: Original): string {
  const head = text.slice(0, EXCERPT_END_CHARACTERS).toWellFormed();
  const tail = text.slice(-EXCERPT_END_CHARACTERS).toWellFormed();
  return `${head}\n[… ${bytes} bytes in all; what is left out here is shown by read_item ${seq} …]\n${tail}`;
}
