/** What the runs of a check have read. Pure. */
import { type BytePath, shownPath } from '../../../tree/tree-paths.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';

/** `undefined` when it is not known, or not wholly: then every file may have been read. */
export function readBy(runs: ExaminedCheck['runs']): ReadonlySet<BytePath> | undefined {
  const paths = new Set<BytePath>();
  for (const { reads } of runs) {
    if (!reads.known || reads.count > reads.files.length) return undefined;
    for (const path of reads.files) paths.add(shownPath(path));
  }
  return paths;
}
