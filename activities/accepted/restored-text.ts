/** What was put back, in words. Pure. */
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import type { RestorePlan } from './restore-plan.ts';

const MAX_NAMED = 20;

/** One line for each kind of what was done; none when everything was as it was accepted. */
export function restoredLines({
  putBack,
  removed,
  inTheWay,
  below,
  impossible,
  unmatched = [],
}: Omit<RestorePlan, 'placed'> & { readonly unmatched?: readonly string[] }): string[] {
  const lines: readonly [words: string, paths: readonly BytePath[]][] = [
    ['put back as it was accepted', putBack],
    ['removed, since nothing was accepted there', removed],
    ['removed, since it stood where a folder has to be', inTheWay],
    ['removed with the folder that it lay in, since something else was accepted there', below],
    ['cannot be put back, since it is no file, link or folder', impossible],
    ['nothing to put back, since nothing of that name is there or was accepted', unmatched],
  ];
  return lines.flatMap(([words, paths]) => (paths.length === 0 ? [] : [`${words}: ${named(paths)}`]));
}

function named(paths: readonly BytePath[]): string {
  const left = paths.length - MAX_NAMED;
  return `${paths.slice(0, MAX_NAMED).map(displayPath).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
