/** Pages of a list that the database reads newest first, behind the id that ended the page before. */
import { z } from 'zod';

/** `prefix`: what the ids of the list begin with. */
export const idPageFields = (prefix: 'dlv' | 'key' | 'run' | 'sch' | 'wh') => ({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .max(100)
    .regex(new RegExp(`^${prefix}_[\\w-]+$`), 'must be a nextCursor of this list')
    .exactOptional(),
});

/** Null: the page is not full, so that nothing is behind it. */
export function nextCursorOf<Row>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
): string | null {
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return last === undefined ? null : idOf(last);
}
