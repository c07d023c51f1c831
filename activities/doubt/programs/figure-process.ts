/** Whether the process that prints a check's figure runs the work as well. Pure. */
import { isSameEntry } from '../../../states/compare-entries.ts';
import { displayPath } from '../../../tree/tree-paths.ts';
import type { Survey } from '../../accepted/survey.ts';
import type { ExaminedCheck } from '../../checks/examine.ts';
import { decidingStarts } from '../../twins/trials/ended/deciding-starts.ts';
import type { Programs } from '../../twins/trials/ended/program.ts';
import { runsInItself } from '../../twins/trials/ended/program-parts.ts';
import { readBy } from './read-by.ts';

/** Whoever starts the work in a process of its own, and prints what it measured there, is none such. */
export function isPrintedByWork(
  { check, runs }: Pick<ExaminedCheck, 'check' | 'runs'>,
  { accepted, plan }: Pick<Survey, 'accepted' | 'plan'>,
  programs: Programs,
): boolean {
  if (check.expect.metric === undefined) return false;
  const read = readBy(runs);
  const changed = [...plan.composed.keys()]
    .filter(
      (path) =>
        plan.composed.get(path)?.kind === 'file' &&
        (read === undefined || read.has(path)) &&
        !isSameEntry(accepted.get(path), plan.composed.get(path)),
    )
    .map(displayPath);
  return (
    decidingStarts([check.command], changed).length > 0 ||
    programs.files.some((program) => runsInItself(program, programs, changed))
  );
}
