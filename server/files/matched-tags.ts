/** Entity tags that a request names (RFC 9110, 13.1), held against the current one. Pure. */
import { tagsIn } from '../http/if-match.ts';
import { ProblemError } from '../http/problem.ts';

/** `If-None-Match`: whether one of its tags is the current one, by the weak comparison. */
export const matchesTag = (header: string | undefined, current: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || tagsIn(header).some((tag) => opaque(tag) === opaque(current)));

/**
 * `If-Match`: whether it names tags, and none is the current one, by the strong comparison: a weak tag is
 * never met.
 */
export const missesTag = (header: string | undefined, current: string): boolean =>
  header !== undefined &&
  header.trim() !== '*' &&
  (current.startsWith('W/') || !tagsIn(header).includes(current));

/** Looked at before all other conditions (RFC 9110, 13.2.2): throws a 412 where `If-Match` is not met. */
export function requireTag(header: string | undefined, current: string): void {
  if (missesTag(header, current)) throw new ProblemError(OTHER_CONTENT);
}

/** It is a file, an archive, or a diff. */
export const OTHER_CONTENT = {
  status: 412,
  code: 'contentChanged',
  title: 'It is not what the request names',
  detail: 'Its ETag is another one than those of `If-Match`.',
} as const;

const opaque = (tag: string): string => tag.replace(/^W\//, '');
