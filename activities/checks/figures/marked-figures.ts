/**
 * Every figure behind a marker: `<marker>: <number>` or `<marker>=<number>`, anywhere in a line, also inside
 * of a longer word. Whoever prints an unfinished line in front of the true one, or another figure before or
 * after it, adds a figure and takes none away. Pure.
 */
import { type PrintedNumber, printedNumberAt } from './printed-number.ts';
import { covered, shownText } from './shown-text.ts';

/** `undefined` when the output has more terminal sequences over the marker than can be looked at. */
export function markedFigures(output: string, marker: string): PrintedNumber[] | undefined {
  const pieces = covered(output, marker);
  if (pieces === undefined) return undefined;
  const text = shownText(output);
  const found: PrintedNumber[] = [];
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
    const figure = figureBehind(text, at + marker.length);
    if (figure !== undefined) found.push(figure);
  }
  return [
    ...found,
    ...pieces.map((piece) => figureBehind(piece, marker.length)).filter((figure) => figure !== undefined),
  ];
}

function figureBehind(text: string, at: number): PrintedNumber | undefined {
  const separator = pastSpaces(text, at);
  if (text[separator] !== ':' && text[separator] !== '=') return undefined;
  return printedNumberAt(text, pastSpaces(text, separator + 1));
}

const NO_SPACE = /[^\S\n]*/y;

function pastSpaces(text: string, at: number): number {
  NO_SPACE.lastIndex = at;
  return at + (NO_SPACE.exec(text)?.[0].length ?? 0);
}
