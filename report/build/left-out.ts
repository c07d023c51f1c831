/** Which changes were not in the copy that the checks ran in, as far as that is still so. Pure. */
import { coveredBy } from '../../workflows/contract/patterns/path-pattern.ts';
import type { JournalledVerdict } from '../source/journalled-checks.ts';
import type { ReportSource } from '../source/report-source.ts';

/** The first of many are of use on one line. */
const MAX_NAMED = 5;

/** What the last look that proved nothing has left out, and the contract still does not declare. */
export function stillLeftOut({ latestVerdict, contracts, snapshot }: Source): string[] {
  const writePaths = contracts.at(-1)?.contract.boundaries.writePaths;
  if (snapshot.status === 'complete' || writePaths === undefined || latestVerdict === undefined) return [];
  const { purpose, verdict } = latestVerdict.body;
  if (purpose === 'baseline' || verdict.proven || verdict.awaitsPerson !== undefined) return [];
  const isDeclared = coveredBy(writePaths);
  return leftOutOf(latestVerdict.body).filter((path) => !isDeclared(path) && !isBranch(path));
}

type Source = Pick<ReportSource, 'latestVerdict' | 'contracts' | 'snapshot'>;

/** Files that were there at the start come first: what a tool has made beside them is seldom the work. */
export function leftOutOf({ leftOut = [], changes }: JournalledVerdict['body']): string[] {
  const kinds = new Map(changes?.files.map(({ path, change }) => [path, change]));
  // A folder is spoken for by what is in it.
  const named = leftOut.filter((path) => kinds.has(path));
  const isAdded = (path: string): number => (kinds.get(path) === 'added' ? 1 : 0);
  return (named.length === 0 ? [...leftOut] : named).sort((a, b) => isAdded(a) - isAdded(b));
}

/** What a commit moves beside the work; nobody declares that as work. */
export const isBranch = (path: string): boolean => /(^|\/)\.git\/refs\/heads\/./.test(path);

/** E.g. `a, b and 3 more`. */
export const namedFiles = (paths: readonly string[]): string =>
  paths.length > MAX_NAMED
    ? `${paths.slice(0, MAX_NAMED).join(', ')} and ${paths.length - MAX_NAMED} more`
    : paths.join(', ');
