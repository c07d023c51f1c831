/** What a goal that was proven leaves behind as accepted, for the seals of the goals after it. Pure. */

import { isSameEntry } from '../../states/compare-entries.ts';
import type { Manifest } from '../../states/state-entry.ts';
import { type BytePath, shownPath } from '../../tree/tree-paths.ts';
import type { Survey } from '../accepted/survey.ts';
import type { ExaminedCheck } from '../checks/examine.ts';

type Seen = Pick<Survey, 'accepted' | 'plan' | 'ownership' | 'decidesChecks'>;

/**
 * The copy that the checks ran on. Where no work is declared, a file that a person gave stays as it was given
 * unless a check has read it: nobody has seen that change, and a later seal would make it the truth. So do
 * tests and configuration that are new and unread.
 */
export function leftAsAccepted(
  { accepted, plan, ownership, decidesChecks }: Seen,
  examined: readonly Pick<ExaminedCheck, 'runs'>[],
): Manifest {
  const reads = examined.flatMap(({ runs }) => runs.map((run) => run.reads));
  const isKnown = reads.every((each) => each.known && each.count <= each.files.length);
  if (ownership.isDeclared !== undefined || !isKnown) return plan.composed;
  const read = new Set(reads.flatMap((each) => (each.known ? each.files.map(shownPath) : [])));
  const isUnseen = (path: BytePath): boolean => {
    const [was, is] = [accepted.get(path), plan.composed.get(path)];
    if (is?.kind === 'directory' || read.has(path) || isSameEntry(was, is)) return false;
    return was === undefined ? decidesChecks(path) : was.kind !== 'directory';
  };
  const kept = [...plan.composed].flatMap(([path, entry]): [BytePath, typeof entry][] => {
    const was = accepted.get(path);
    if (!isUnseen(path)) return [[path, entry]];
    return was === undefined ? [] : [[path, was]];
  });
  return new Map(kept);
}
