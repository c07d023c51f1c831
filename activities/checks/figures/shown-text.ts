/**
 * An output as a person would read it: colours and other terminal sequences are gone, a carriage return
 * begins a new line. A program that prints the beginning of a sequence must not make what others print next
 * disappear: a sequence ends within its line, never takes a bracket, and what a sequence did take can still
 * be looked at (`covered`). Pure.
 */

const ESC = '\u001b';
const CSI = `(?:${ESC}\\[|\u009b)`;
const BEL = '\u0007';

/**
 * Colours, cursor and screen; titles and links; character sets and the like; at last an escape that begins
 * nothing known.
 */
const SEQUENCE = new RegExp(
  [
    `${CSI}[0-9;:<=>?]*[ !]?[@-HJKLMPSTXZa-dghilmqrsu]`,
    `${CSI}[0-9;]+[fn]`,
    `${ESC}\\][^${BEL}${ESC}\\n]*(?:${BEL}|${ESC}\\\\)`,
    `${ESC}[()][0-9A-Z]`,
    `${ESC}[78=>cDEHMNOZ]`,
    `[${ESC}\u009b]`,
  ].join('|'),
  'g',
);

export const shownText = (output: string): string => withLineFeeds(output).replace(SEQUENCE, '');

const withLineFeeds = (output: string): string => output.replaceAll(/\r\n?/g, '\n');

/** What is read behind the word; a figure and its unit are shorter. */
const WINDOW_CHARACTERS = 1_000;
/** More of them is no output that anybody looks at. */
const MAX_COVERED = 10_000;

/**
 * Where `word` begins inside of a terminal sequence: the text from there to the end of its line, as it would
 * have been shown. `undefined` when there are too many.
 */
export function covered(output: string, word: string): string[] | undefined {
  const text = withLineFeeds(output);
  const found: string[] = [];
  for (const { 0: sequence, index } of text.matchAll(SEQUENCE)) {
    for (let at = index + 1; at < index + sequence.length; at += 1) {
      if (!text.startsWith(word, at)) continue;
      if (found.length === MAX_COVERED) return undefined;
      const line = text.slice(at, at + word.length + WINDOW_CHARACTERS).split('\n', 1)[0] ?? '';
      found.push(word + line.slice(word.length).replace(SEQUENCE, ''));
    }
  }
  return found;
}
