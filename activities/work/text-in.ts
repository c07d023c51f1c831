/** The text that a content is; `undefined` for what has NUL bytes or is not UTF-8. Pure. */
export function textIn(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}
