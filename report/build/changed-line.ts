/** How many files were changed, on one line that never says less than may be true. Pure. */
import { counted } from '../../workflows/text/counted.ts';
import type { ChangedFiles } from '../outcome-report.ts';

/** E.g. `turn 3`. */
export const lookedAt = ({ turn }: Pick<ChangedFiles, 'turn'>): string =>
  turn === null ? 'before the first turn' : `in turn ${turn}`;

export function changedLine(changed: ChangedFiles | null): string {
  if (changed === null) return 'not known: nobody has compared the files';
  const { count, files, isOutdated, turn } = changed;
  const since = `not looked since ${turn === null ? 'before the first turn' : `turn ${turn}`}`;
  if (count === 0) return isOutdated ? since : 'no file since the accepted state';
  const touched = files.filter(({ kind }) => kind === 'protected').length;
  const protectedPart = touched === 0 ? '' : `, ${touched} of them protected`;
  return `${counted(count, 'file')} since the accepted state${protectedPart}${isOutdated ? `; ${since}` : ''}`;
}
