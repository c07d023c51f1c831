/**
 * What a check said when it failed, and does not say now that it passes: it names what the work was to turn.
 * Pure.
 */

/** Lines that differ in figures only (times, counts, process ids) are the same. */
export function noLongerSaid(before: string, now: string): string {
  const said = new Set(now.split('\n').map(withoutFigures));
  return before
    .split('\n')
    .filter((line) => !said.has(withoutFigures(line)))
    .join('\n');
}

const withoutFigures = (line: string): string => line.replaceAll(/\d+(?:\.\d+)?/g, '0').trim();
