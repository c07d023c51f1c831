/**
 * `If-Match` (RFC 9110, 13.1.1) with the entity tag of a goal, `"<goalId>.<revision>"`: only change the goal
 * if it is still that one. A tag that cannot be a current one (weak, or not of this form) is valid and
 * matches nothing.
 */
import { z } from 'zod';
import { idempotencyHeaders } from './request-id.ts';

export type Condition =
  | { readonly kind: 'any' }
  | ({ readonly kind: 'tag' } & GoalTag)
  /** One of several tags has to be the current one: `soleCondition` says which that is. */
  | { readonly kind: 'oneOf'; readonly tags: readonly GoalTag[] }
  | { readonly kind: 'none' };

export interface GoalTag {
  readonly goalId: string;
  readonly revision: number;
}

/**
 * What callers are told of the header's form; RFC 9110 says which characters may stand between the quotes.
 */
const TAG = '(?:W\\/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
export const TAGS_OR_ANY = new RegExp(`^\\s*(?:\\*|${TAG}(?:\\s*,\\s*${TAG})*)\\s*$`);
const GOAL_TAG = /^(.+)\.([1-9]\d{0,9})$/;

/** The tags of a list, each in its quotes, and weak ones with their mark. */
export const tagsIn = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];

/** `If-None-Match` of a change: only what is not there yet is made. */
export const onlyWhereNone = (description: string) =>
  z
    .string()
    .regex(/^\s*\*\s*$/, 'must be *')
    .describe(description)
    .exactOptional();

const ifMatch = z
  .string()
  .regex(TAGS_OR_ANY, 'must be entity tags as the ETag header gives them, each in double quotes, or *')
  .transform((value): Condition => {
    if (value.trim() === '*') return { kind: 'any' };
    // If-Match compares strongly: a weak tag never matches.
    const tags = tagsIn(value).flatMap((tag) => (tag.startsWith('"') ? goalTagsIn(tag.slice(1, -1)) : []));
    const [only] = tags;
    if (only === undefined) return { kind: 'none' };
    return tags.length === 1 ? { kind: 'tag', ...only } : { kind: 'oneOf', tags };
  })
  .describe('The ETag of the goal that is to be changed; when it has changed since, 412 staleRevision.');

function goalTagsIn(tag: string): GoalTag[] {
  const [, goalId, revision] = GOAL_TAG.exec(tag) ?? [];
  return goalId === undefined ? [] : [{ goalId, revision: Number(revision) }];
}

export const conditionalHeaders = idempotencyHeaders.extend({ 'if-match': ifMatch.exactOptional() });

/** A goal may be asked to be the first one of its thread. */
export const setGoalHeaders = conditionalHeaders.extend({
  'if-none-match': onlyWhereNone('`*`: only where the thread has no goal, else 412.'),
});

/** `*` asks for any goal at all. */
export const isMet = (
  condition: Condition,
  goal: { readonly goalId: string; readonly revision: number } | undefined,
): boolean =>
  goal !== undefined && (condition.kind === 'any' || tagsOf(condition).some((tag) => isSameTag(tag, goal)));

/** Whoever can be told one tag alone is told the one of the list that the goal has now. */
export function soleCondition(
  condition: Condition,
  goal: GoalTag | undefined,
): Exclude<Condition, { readonly kind: 'oneOf' }> {
  if (condition.kind !== 'oneOf') return condition;
  const current = goal && condition.tags.find((tag) => isSameTag(tag, goal));
  return current === undefined ? { kind: 'none' } : { kind: 'tag', ...current };
}

function tagsOf(condition: Condition): readonly GoalTag[] {
  if (condition.kind === 'oneOf') return condition.tags;
  return condition.kind === 'tag' ? [condition] : [];
}

const isSameTag = (tag: GoalTag, { goalId, revision }: GoalTag): boolean =>
  tag.goalId === goalId && tag.revision === revision;

export const entityTag = ({ goalId, revision }: { goalId: string; revision: number }): string =>
  `"${goalId}.${revision}"`;
