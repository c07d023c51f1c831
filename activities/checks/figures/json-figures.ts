/** Every number that a path leads to in the JSON of an output. Pure. */
import { jsonContainers } from './json-containers.ts';
import { shownText } from './shown-text.ts';

export interface JsonFigure {
  readonly value: number;
  /** It stands in JSON inside of other JSON. */
  readonly isInner: boolean;
}

export type JsonFigures =
  | { readonly ok: true; readonly figures: readonly JsonFigure[] }
  | { readonly ok: false; readonly reason: string };

/** Containers may lie in one another; all of them together are not parsed more often than this. */
const MAX_PARSES = 8;
const SHOWN_CHARACTERS = 40;

/**
 * Containers in which the path leads nowhere are passed over; anything but a finite number at its end
 * refuses.
 */
export function jsonFigures(output: string, jsonPath: string): JsonFigures {
  const text = shownText(output);
  const containers = jsonContainers(text);
  let charactersLeft = MAX_PARSES * text.length;
  const figures: JsonFigure[] = [];
  for (const { start, end, isInner } of containers ?? []) {
    charactersLeft -= end - start;
    if (charactersLeft < 0) return TOO_MUCH;
    const found = valueAt(parse(text.slice(start, end)), keysOf(jsonPath));
    if (found === undefined) continue;
    const { value } = found;
    if (typeof value !== 'number' || !Number.isFinite(value))
      return { ok: false, reason: `${jsonPath} is ${shown(value)} in the JSON, which is not a number` };
    figures.push({ value, isInner });
  }
  return containers === undefined ? TOO_MUCH : { ok: true, figures };
}

const TOO_MUCH: JsonFigures = {
  ok: false,
  reason: 'the output is nested too deeply, or has too many brackets without an end, to be read as JSON',
};

const keysOf = (jsonPath: string): string[] => jsonPath.split(/[.[\]]+/).filter((part) => part !== '');

/** Own properties only; `undefined` where the path leads nowhere. */
function valueAt(root: unknown, keys: readonly string[]): { readonly value: unknown } | undefined {
  let value = root;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return { value };
}

/**
 * A container that was scanned; what is no JSON in it can only be NaN or an infinity, which become an
 * infinity.
 */
function parse(container: string): unknown {
  try {
    return JSON.parse(container);
  } catch {
    return JSON.parse(
      container.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|NaN|-?Infinity/g, (part) =>
        part.startsWith('"') ? part : '1e999',
      ),
    );
  }
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
