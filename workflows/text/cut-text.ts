/** Text within a limit of characters (code points, so that none is split); a cut is marked with `…`. Pure. */
export function cutText(text: string, maxCharacters: number): string {
  const characters = [...text];
  if (characters.length <= maxCharacters) return text;
  return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/** The same on one line; control characters could forge further lines, or steer a terminal. */
export const cutToLine = (text: string, maxCharacters: number): string =>
  cutText(text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim(), maxCharacters);
