/** Pages of a list that only grows at its end, or at its beginning: nothing moves behind a cursor. Pure. */
import { z } from 'zod';
import { invalid } from '../problem.ts';

export const pageFields = {
  limit: z.coerce.number().int().min(1).max(1_000).exactOptional().describe('Left out: all that there are.'),
  cursor: z.string().min(1).max(100).exactOptional().describe('The `nextCursor` of the page before.'),
};

export const nextCursorField = z
  .string()
  .nullable()
  .describe('Of a reply to `limit` or `cursor`; null: this was the last page.')
  .exactOptional();

export interface ListPage<Entry> {
  readonly shown: readonly Entry[];
  /** Absent where no page was asked for. */
  readonly next: { readonly nextCursor?: string | null };
}

/** A cursor is the id of the last entry of the page before. Throws a 400 for one that is none of the list. */
export function pageOf<Entry>(
  list: readonly Entry[],
  idOf: (entry: Entry) => string,
  { limit, cursor }: { readonly limit?: number; readonly cursor?: string },
): ListPage<Entry> {
  if (limit === undefined && cursor === undefined) return { shown: list, next: {} };
  const place = cursor === undefined ? -1 : list.findIndex((entry) => idOf(entry) === cursor);
  if (cursor !== undefined && place < 0)
    throw invalid([{ field: 'cursor', message: 'must be a nextCursor of this list' }]);
  const end = limit === undefined ? list.length : place + 1 + limit;
  const shown = list.slice(place + 1, end);
  const last = shown.at(-1);
  return { shown, next: { nextCursor: last !== undefined && end < list.length ? idOf(last) : null } };
}
