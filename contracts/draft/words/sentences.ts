/**
 * Text into sentences, as people write goals: lines, bullets, and full stops that end nothing (`0.9`, `et
 * al.`). Pure.
 */

/**
 * Each as written, without bullets and outer blanks. What stands in backticks, or before `.md`, is never cut.
 */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim().replace(/^([-*•]|\d{1,2}[.)])\s+/, ''))
    .flatMap(sentencesOfLine)
    .filter((sentence) => sentence !== '');

function sentencesOfLine(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let isCode = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '`') isCode = !isCode;
    if (isCode || !endsSentence(line, at)) continue;
    const end = /["')]/.test(line.charAt(at + 1)) ? at + 2 : at + 1;
    sentences.push(line.slice(start, end).trim());
    start = end;
  }
  sentences.push(line.slice(start).trim());
  return sentences;
}

function endsSentence(line: string, at: number): boolean {
  if (!'.!?;'.includes(line.charAt(at))) return false;
  const next = line.slice(at + 1, at + 4);
  if (!/^["')]?\s/.test(next)) return false;
  return !ABBREVIATION.test(line.slice(Math.max(0, at - 8), at + 1));
}

const ABBREVIATION = /\b(et al|e\.g|i\.e|vs|cf|approx|fig|sec)\.$/i;
