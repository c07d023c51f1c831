/**
 * `<function=shell>…</function>`: the arguments as JSON, or as `<parameter=command>…</parameter>` one by one.
 * Pure.
 */

import { REQUEST_TOOLS } from '../../context/tools/request-tools.ts';
import { objectIn } from '../../context/transcript/call-arguments.ts';
import type { PlacedCall } from './written-call.ts';

const OPEN = /<function=([\w.:-]+)>/y;
const CLOSE = '</function>';
const PARAMETER = /\s*<parameter=(\w+)>([\s\S]*?)<\/parameter>/y;

export function readFunctionTag(text: string, start: number): PlacedCall | undefined {
  OPEN.lastIndex = start;
  const name = OPEN.exec(text)?.[1];
  if (name === undefined) return undefined;
  const begin = OPEN.lastIndex;
  return jsonArguments(text, name, begin) ?? parameters(text, name, begin);
}

function jsonArguments(text: string, name: string, begin: number): PlacedCall | undefined {
  // What an argument says may hold the closing tag, but not where JSON is whole.
  for (let end = text.indexOf(CLOSE, begin), tried = 0; end !== -1 && tried < 100; tried++) {
    const json = text.slice(begin, end).trim();
    if (objectIn(json) !== undefined) return { call: { name, arguments: json }, end: end + CLOSE.length };
    end = text.indexOf(CLOSE, end + CLOSE.length);
  }
  return undefined;
}

function parameters(text: string, name: string, begin: number): PlacedCall | undefined {
  const values: Record<string, unknown> = {};
  let at = begin;
  for (;;) {
    PARAMETER.lastIndex = at;
    const [all, key, written] = PARAMETER.exec(text) ?? [];
    if (all === undefined || key === undefined || written === undefined) break;
    // Which of two is meant nobody can say.
    if (Object.hasOwn(values, key)) return undefined;
    values[key] = writtenValue(name, key, written);
    at += all.length;
  }
  const rest = /\s*/y;
  rest.lastIndex = at;
  const close = at + (rest.exec(text)?.[0].length ?? 0);
  return text.startsWith(CLOSE, close)
    ? { call: { name, arguments: JSON.stringify(values) }, end: close + CLOSE.length }
    : undefined;
}

/** Text is what stands there, but for the line breaks around it; all else is JSON. */
function writtenValue(name: string, key: string, written: string): unknown {
  const text = written.replace(/^\r?\n/, '').replace(/\r?\n$/, '');
  const type = REQUEST_TOOLS.find((tool) => tool.name === name)?.parameters.properties[key]?.type;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  if (types.includes('null') && text.trim() === 'null') return null;
  if (types.includes('string')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
