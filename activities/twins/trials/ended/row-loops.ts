/** Loops of a shell that read rows, with nothing on the standard input of what they start. Pure. */

const HEAD = /\bwhile\b[^\n]*\bread\b[^\n]*?(?:;|\n)\s*do\b/g;
const KEYWORDS =
  /'[^']*(?:'|$)|"(?:\\[\s\S]|[^"\\])*(?:"|$)|(?<=[\s;])#[^\n]*|(?<=(?:^|[;\n])[ \t]*)(?:do|done)\b/g;
/** What reads rows in the body itself, or brings a text along. */
const READS = /\bread\b|\b(?:mapfile|readarray)\b|<</;

/** `undefined` where there is no such loop whose end can be seen. */
export function withoutRowsAtHand(text: string): string | undefined {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(HEAD)) {
    const start = match.index + match[0].length;
    const end = match.index < from ? undefined : bodyEnd(text, start);
    if (end === undefined || READS.test(text.slice(start, end))) continue;
    // A group in the same shell: what the body sets, and where it leaves, stays as it is.
    result += `${text.slice(from, start)} {${text.slice(start, end)}} < /dev/null; `;
    from = end;
  }
  return from === 0 ? undefined : result + text.slice(from);
}

/** Where the `done` of a body begins. */
function bodyEnd(text: string, start: number): number | undefined {
  let depth = 1;
  for (const match of text.slice(start).matchAll(KEYWORDS)) {
    if (match[0] === 'do') depth += 1;
    if (match[0] === 'done') depth -= 1;
    if (depth === 0) return start + match.index;
  }
  return undefined;
}
