/** What a special file is, in one word or two. */
import type { Stats } from 'node:fs';

export function specialKindOf(
  stats: Pick<Stats, 'isFIFO' | 'isSocket'> & { readonly rdev: number | bigint },
): string {
  if (stats.isFIFO()) return 'pipe';
  if (stats.isSocket()) return 'socket';
  return `device ${stats.rdev}`;
}
