/** Entity tags that a request names (RFC 9110, 13.1), held against the current one. Pure. */
import { tagsIn } from '../http/if-match.ts';

/** `If-None-Match`: whether one of its tags is the current one, by the weak comparison. */
export const matchesTag = (header: string | undefined, current: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || tagsIn(header).some((tag) => opaque(tag) === opaque(current)));

/** `If-Match`: whether it names tags, and none is the current one, by the strong comparison. */
export const missesTag = (header: string | undefined, current: string): boolean =>
  header !== undefined && header.trim() !== '*' && !tagsIn(header).includes(current);

const opaque = (tag: string): string => tag.replace(/^W\//, '');
