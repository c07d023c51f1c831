/** Units of printed figures: which there are, and which of them are the same. Pure. */

/** Units stand by their usual short name, with the other ways to write them; letters in any case. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  '%': ['%', 'percent', 'pct'],
  ns: ['ns', 'nsec', 'nanosecond', 'nanoseconds'],
  us: ['us', 'µs', 'μs', 'usec', 'microsecond', 'microseconds'],
  ms: ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds'],
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  min: ['min', 'mins', 'minute', 'minutes'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours'],
  B: ['byte', 'bytes'],
  kB: ['kb'],
  MB: ['mb'],
  GB: ['gb'],
  TB: ['tb'],
  KiB: ['kib'],
  MiB: ['mib'],
  GiB: ['gib'],
  TiB: ['tib'],
  Hz: ['hz'],
  kHz: ['khz'],
  MHz: ['mhz'],
  GHz: ['ghz'],
  rps: ['rps'],
  qps: ['qps'],
  fps: ['fps'],
};
const NAMES = new Map(
  Object.entries(WRITTEN).flatMap(([name, ways]) => ways.map((way) => [way, name] as const)),
);

const nameOf = (word: string): string | undefined => (word === 'B' ? 'B' : NAMES.get(word.toLowerCase()));

/** `ms` of `msec`, `ops/s` of `ops/sec`; a word that is no unit we know stays as it is. */
export const unitName = (written: string): string =>
  written
    .split('/')
    .map((part) => nameOf(part) ?? part)
    .join('/');

/** Whether a word that stands behind a number is its unit and not the next word of a sentence. */
export const isUnit = (word: string): boolean => word.split('/').some((part) => nameOf(part) !== undefined);

/**
 * The unit that a marker such as `p95_ms`, `size (kB)` or `elapsedSeconds` ends in; `undefined` when it says
 * none.
 */
export function unitOfMarker(marker: string): string | undefined {
  const words = marker.match(/[\p{L}%]+/gu) ?? [];
  const last = words.at(-1) ?? '';
  const unit = words.length > 1 ? nameOf(last) : undefined;
  return unit ?? nameOf(camelEnds(last).find((end) => nameOf(end) !== undefined) ?? '');
}

/** What begins with a capital letter behind a small one, the longest first. */
const camelEnds = (word: string): string[] =>
  [...word.matchAll(/(?<=\p{Ll})\p{Lu}/gu)].map(({ index }) => word.slice(index));
