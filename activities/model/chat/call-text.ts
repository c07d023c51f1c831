/** The arguments of one streamed call, from its parts, as servers of Chat Completions send them. Pure. */
import { objectIn } from '../../../context/transcript/call-arguments.ts';

/**
 * The parts in a row, where that is an object. Some servers begin with an empty object, some say all of it
 * once more at the end, and some send with each part what came before as well: what such a reading makes an
 * object of is the arguments. Where nothing does, they stand as they came, and the tool refuses them.
 */
export function argumentsFrom(parts: readonly string[]): string {
  const joined = parts.join('');
  if (objectIn(joined) !== undefined) return joined;
  const last = parts.at(-1) ?? '';
  const readings = [
    ...(parts.slice(0, -1).join('') === last || isCumulative(parts) ? [last] : []),
    ...(joined.startsWith('{}') ? [joined.slice(2)] : []),
  ];
  return readings.find((text) => objectIn(text) !== undefined) ?? joined;
}

/** Each part begins with the one before it. */
const isCumulative = (parts: readonly string[]): boolean =>
  parts.every((part, at) => part.startsWith(parts[at - 1] ?? ''));
