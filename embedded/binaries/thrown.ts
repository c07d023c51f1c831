/**
 * Reads what was thrown without `instanceof`, which fails for errors of another realm (a `vm` context, a
 * worker).
 */

export function messageOf(thrown: unknown): string {
  return thrownText(thrown, 'message') ?? String(thrown);
}

/** `fetch` says only "fetch failed" and keeps the reason in `cause`. */
export function rootMessageOf(thrown: unknown): string {
  const cause = typeof thrown === 'object' && thrown !== null && 'cause' in thrown ? thrown.cause : undefined;
  return cause === undefined || cause === null ? messageOf(thrown) : rootMessageOf(cause);
}

/** A property such as `code` or `stderr`, when it is a string. */
export function thrownText(thrown: unknown, property: string): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, property);
  return typeof value === 'string' ? value : undefined;
}
