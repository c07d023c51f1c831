/** The shortest way from one list of lines to another. Pure. */
import { diffArrays } from 'diff';

export interface LineEdit {
  readonly kind: 'keep' | 'drop' | 'add';
  readonly line: string;
}

/**
 * Time and memory grow with its square; texts that differ more are told as wholly replaced, which is true as
 * well.
 */
const MAX_EDITS = 1_000;

/** The lines of both, in an order in which either text can be read off. */
export function lineEdits(before: readonly string[], after: readonly string[]): LineEdit[] {
  const prefix = commonPrefix(before, after);
  const suffix = commonSuffix(before.slice(prefix), after.slice(prefix));
  const old = before.slice(prefix, before.length - suffix);
  const now = after.slice(prefix, after.length - suffix);
  return [
    ...before.slice(0, prefix).map(keep),
    ...middleEdits(old, now),
    ...before.slice(before.length - suffix).map(keep),
  ];
}

const keep = (line: string): LineEdit => ({ kind: 'keep', line });
const drop = (line: string): LineEdit => ({ kind: 'drop', line });
const add = (line: string): LineEdit => ({ kind: 'add', line });

function middleEdits(old: string[], now: string[]): LineEdit[] {
  const parts = diffArrays(old, now, { maxEditLength: MAX_EDITS });
  if (parts === undefined) return [...old.map(drop), ...now.map(add)];
  return parts.flatMap(({ added, removed, value }) => value.map(added ? add : removed ? drop : keep));
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let count = 0;
  while (count < end && a[count] === b[count]) count += 1;
  return count;
}

function commonSuffix(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let count = 0;
  while (count < end && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
