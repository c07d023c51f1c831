/** What a key may do. Pure. */

/** Each of them holds those before it. */
export const SCOPES = ['read', 'write', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** Whether one of the scopes that somebody has is, or holds, the one that is needed. */
export const holdsScope = (had: readonly Scope[], needed: Scope): boolean =>
  had.some((scope) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed));
