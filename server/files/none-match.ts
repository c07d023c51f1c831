/**
 * `If-None-Match` (RFC 9110, 13.1.2): whether one of its tags is the current one, by the weak comparison.
 * Pure.
 */
export const matchesTag = (header: string | undefined, current: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || tagsIn(header).some((tag) => opaque(tag) === opaque(current)));

const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

const opaque = (tag: string): string => tag.replace(/^W\//, '');
