/**
 * JSON as models write it by hand: several objects one behind another, line breaks in the middle of a text.
 * Pure.
 */
import { objectIn } from '../../context/transcript/call-arguments.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * All objects of a text that holds nothing else, in a list or without one; `undefined`: it holds more, or
 * none.
 */
export function writtenObjects(text: string): Fields[] | undefined {
  const whole = objectIn(text.trim());
  if (whole !== undefined) return [whole];
  const list = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1];
  const objects: Fields[] = [];
  for (const part of topLevelParts(list ?? text)) {
    const object = objectIn(part);
    const isBetween = part.trim() === '' || (list !== undefined && part.trim() === ',');
    if (object === undefined && !isBetween) return undefined;
    if (object !== undefined) objects.push(object);
  }
  return objects.length === 0 ? undefined : objects;
}

/** JSON wants them escaped within a text, and they can mean nothing else. */
const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Each text in braces by itself, and what stands between them. */
function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  let isText = false;
  const end = (): void => {
    parts.push(part);
    part = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (!isText && sign === '{' && depth++ === 0) end();
    part += isText ? (ESCAPES[sign] ?? sign) : sign;
    if (isText && sign === '\\') part += text.charAt(++at);
    else if (sign === '"') isText = !isText;
    else if (!isText && sign === '}' && --depth === 0) end();
  }
  return [...parts, part];
}
