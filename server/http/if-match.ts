/**
 * `If-Match` (RFC 9110, 13.1.1) with the entity tag of a goal, `"<goalId>.<revision>"`: only change the goal
 * if it is still that one. A tag that cannot be a current one (weak, or not of this form) is valid and
 * matches nothing.
 */
import { z } from 'zod';
import { idempotencyHeaders } from './request-id.ts';

export type Condition =
  | { readonly kind: 'any' }
  | { readonly kind: 'tag'; readonly goalId: string; readonly revision: number }
  | { readonly kind: 'none' };

/**
 * What callers are told of the header's form; RFC 9110 says which characters may stand between the quotes.
 */
const ONE_TAG_OR_ANY = /^\s*(\*|(W\/)?"[\x21\x23-\x7e\x80-\xff]*")\s*$/;
const ENTITY_TAG = /^(W\/)?"(.*)"$/;
const GOAL_TAG = /^(.+)\.([1-9]\d{0,9})$/;

const ifMatch = z
  .string()
  .regex(ONE_TAG_OR_ANY, 'must be one entity tag as the ETag header gives it, in double quotes, or *')
  .transform((value): Condition => {
    const header = value.trim();
    if (header === '*') return { kind: 'any' };
    const [, weak, tag = ''] = ENTITY_TAG.exec(header) ?? [];
    // If-Match compares strongly: a weak tag never matches.
    const [, goalId, revision] = (weak === undefined ? GOAL_TAG.exec(tag) : null) ?? [];
    return goalId === undefined ? { kind: 'none' } : { kind: 'tag', goalId, revision: Number(revision) };
  })
  .describe('The ETag of the goal that is to be changed; when it has changed since, 412 staleRevision.');

export const conditionalHeaders = idempotencyHeaders.extend({ 'if-match': ifMatch.exactOptional() });

/** `*` asks for any goal at all. */
export const isMet = (
  condition: Condition,
  goal: { readonly goalId: string; readonly revision: number } | undefined,
): boolean =>
  goal !== undefined &&
  (condition.kind === 'any' ||
    (condition.kind === 'tag' && condition.goalId === goal.goalId && condition.revision === goal.revision));

export const entityTag = ({ goalId, revision }: { goalId: string; revision: number }): string =>
  `"${goalId}.${revision}"`;
