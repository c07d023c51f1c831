/**
 * What is to be said of a state that a person accepts: which patterns change nothing, and what is accepted
 * along with what protects. Pure.
 */
import { covers } from '../../workflows/contract/patterns/path-pattern.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import type { ContractWarning } from './contract-warnings.ts';

/** What the work has become, at the look whose state is accepted. */
export type SeenWork = Pick<WorkRecord, 'stateId' | 'changes'>;

/** They are named in a warning; more are counted. */
const MAX_NAMED = 5;

/** `paths`: absent where all of the state is accepted. */
export function acceptWarnings(
  { changes: { files, count } }: SeenWork,
  paths: readonly string[] | undefined,
): ContractWarning[] {
  if (paths !== undefined)
    return matchNothing(files, count, paths).map(({ path, index }) => ({
      code: 'patternMatchesNothing',
      field: `paths.${index}`,
      message: `${JSON.stringify(path)} covers nothing that was changed: with it nothing is accepted.`,
    }));
  const work = files.filter(({ kind }) => kind === 'declared' || kind === 'other').length;
  if (work === 0) return [];
  const meant = files.filter(({ kind }) => kind !== 'declared' && kind !== 'other').map(({ path }) => path);
  return [
    {
      code: 'workAccepted',
      field: 'paths',
      message:
        `The work is accepted as well (${work === 1 ? 'one file' : `${work} files`} that protect nothing): checks that it makes pass have passed before the work from now on, and prove nothing.` +
        (meant.length === 0 ? '' : ` To accept what protects alone, name it: ${named(meant)}.`),
    },
  ];
}

/** Whether the patterns surely cover no change at all, so that accepting them would do nothing. */
export const acceptsNothing = ({ changes: { files, count } }: SeenWork, paths: readonly string[]): boolean =>
  matchNothing(files, count, paths).length === paths.length;

/** Nothing is known of files that the record has no room for. */
function matchNothing(
  files: SeenWork['changes']['files'],
  count: number,
  paths: readonly string[],
): { readonly path: string; readonly index: number }[] {
  if (files.length < count) return [];
  return paths
    .map((path, index) => ({ path, index }))
    .filter(({ path: pattern }) => !files.some(({ path }) => covers(pattern, path)));
}

const named = (paths: readonly string[]): string =>
  JSON.stringify({ paths: paths.slice(0, MAX_NAMED) }) +
  (paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '');
