/** What tells one call with its result from another, in a few letters that history can carry. Pure. */
import { createHash } from 'node:crypto';
import { objectIn } from '../../context/transcript/call-arguments.ts';
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';

/** 48 bits: among the calls of one turn no two are alike by chance. */
const DIGEST_CHARACTERS = 8;

/**
 * The same for two calls of the same arguments, however they are written, whose results differ in nothing but
 * what a clock said: a test run that takes 0.4 s now and 0.5 s then has had the same result.
 */
export function callDigest(
  call: { readonly name: string; readonly arguments: string },
  { ok, output, exitCode, endedBy }: Pick<ToolResultBody, 'ok' | 'output' | 'exitCode' | 'endedBy'>,
): string {
  // The first line of a command's answer says how it ended, which the fields say without the time that it
  // took.
  const said = endedBy === undefined ? output : output.slice(output.indexOf('\n') + 1);
  const parts = [call.name, writtenAlike(call.arguments), ok, endedBy, exitCode, withoutClock(said)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, DIGEST_CHARACTERS);
}

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

const CLOCK_READINGS = [
  // A day, with or without a time: 2026-11-29, 2026-11-29T17:12:29.123Z.
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g,
  /\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b/g,
  // How long something took: 0.42 s, 12ms, 3.1 seconds.
  /\b\d+(?:[.,]\d+)?\s?(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?|m)\b/g,
  /\b(?:duration_ms|time_ms|elapsed)\b\W{0,3}\d+(?:\.\d+)?/g,
];

const withoutClock = (text: string): string =>
  CLOCK_READINGS.reduce((rest, reading) => rest.replace(reading, '#'), text);
