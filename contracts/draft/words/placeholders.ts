/** Blanks of the pattern that nobody has filled in: `<specific evidence>`. Pure. */

/** Several words, so that `Map<string>`, `<div>` and `a < b` are none; one word only where it is our own. */
const PLACEHOLDER = /(?:^|[\s(])<(?:constraints|[a-z]+(?:[ ,/:;]+[a-z-]+)+)>/gi;

export const placeholdersIn = (text: string): string[] =>
  [...text.replace(/`[^`]*`/g, ' ').matchAll(PLACEHOLDER)].map(([found]) => found.trim());
