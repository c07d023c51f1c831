/** What tells one call with its result from another, in a few letters that history can carry. Pure. */
import { createHash } from 'node:crypto';
import { objectIn } from '../../../context/transcript/call-arguments.ts';
import type { ToolResultBody } from '../../../journal/bodies/tool-result.ts';
import { withoutNoise } from './without-noise.ts';

/** 48 bits: among the calls of one turn no two are alike by chance. */
const DIGEST_CHARACTERS = 8;

/**
 * The same for two calls of the same arguments, however they are written, whose results differ in nothing but
 *
 */
export function callDigest(
  call: { readonly name: string; readonly arguments: string },
  { ok, output, exitCode, endedBy }: Pick<ToolResultBody, 'ok' | 'output' | 'exitCode' | 'endedBy'>,
): string {
  const said = withoutNoise(saidBy(output, endedBy));
  return digestOf([call.name, writtenAlike(call.arguments), ok, endedBy, exitCode, said]);
}

/**
 * The same for two calls of one tool that were answered alike, whatever their arguments: words that an answer
 * only repeats from them are left out, as the name of a file that is not there.
 */
export function answerDigestOf(
  call: { readonly name: string; readonly arguments: string },
  { ok, output, exitCode, endedBy }: Pick<ToolResultBody, 'ok' | 'output' | 'exitCode' | 'endedBy'>,
): string {
  const given = new Set(call.arguments.match(WORD));
  const said = withoutNoise(saidBy(output, endedBy).replace(WORD, (word) => (given.has(word) ? '#' : word)));
  return digestOf([call.name, ok, endedBy, exitCode, said]);
}

const WORD = /[\p{L}\p{N}_]+/gu;

/**
 * The first line of a command's answer says how it ended, which the fields say without the time that it took.
 */
const saidBy = (output: string, endedBy: ToolResultBody['endedBy']): string =>
  endedBy === undefined ? output : output.slice(output.indexOf('\n') + 1);

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, DIGEST_CHARACTERS);

function writtenAlike(argumentsJson: string): string {
  const object = objectIn(argumentsJson);
  return object === undefined ? argumentsJson.trim() : JSON.stringify(sortedKeys(object));
}

/** An optional argument may be left out or be null. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sortedKeys(field)]));
}
