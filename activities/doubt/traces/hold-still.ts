/**
 * Whether a check that passes does so as well where nothing can be put among what is sealed, and no folder of
 * it moved away. What was made and removed again, or a folder that another one stood in for, leaves nothing
 * but a folder's time behind, which honest runners move as well; so the check is run again with those folders
 * held, and has to pass.
 */

import { shownPath } from '../../../tree/tree-paths.ts';
import type { Check } from '../../../workflows/contract/contract.ts';
import type { RunTraces } from '../../../workflows/evidence/workspace-changes.ts';
import { interpretRun } from '../../checks/examine.ts';
import { judgeRun, type KnownOfCheck } from '../../checks/judge-run.ts';
import { runInCopy } from '../../checks/run-check.ts';
import { beyond } from '../../checks/run-traces.ts';
import { addTo, type Folders, foldersToHold, isPartOf, isSpelledOut, namesOf } from './folders-to-hold.ts';
import type { TraceRefusal, TraceTools } from './trace-tools.ts';

export interface HeldCheck {
  readonly check: Check;
  readonly known: KnownOfCheck;
  /** What the check does without the work. */
  readonly usual: readonly RunTraces[];
  /** What it did beyond that. */
  readonly traces: RunTraces;
}

type Held = Omit<TraceRefusal, 'check'>;

/** A run that is held may go another way, and is then held there as well. */
const MAX_ROUNDS = 3;

/** Whether anything has to be run again. Pure. */
export function isToBeHeld(traces: RunTraces, usual: readonly RunTraces[], tools: TraceTools): boolean {
  const { closed, held } = foldersToHold(traces, usual, tools);
  return closed.length + held.length > 0;
}

/** `undefined`: it passes with all of them held. */
export async function holdStill(
  { check, known, usual, traces }: HeldCheck,
  tools: TraceTools,
): Promise<Held | undefined> {
  const { copies, settings, survey } = tools;
  let seen = traces;
  let folders: Folders = { closed: [], held: [] };
  for (let round = 1; ; round += 1) {
    const spelled = seen.planted.filter((path) => isSpelledOut(shownPath(path), tools));
    if (spelled.length > 0) return { what: 'planted', paths: spelled };
    const wanted = foldersToHold(seen, usual, tools);
    if (isPartOf(wanted, folders)) return undefined;
    folders = addTo(folders, wanted);
    const refusal: Held = {
      ...(traces.planted.length > 0
        ? { what: 'planted', paths: traces.planted }
        : { what: 'moved', paths: namesOf(folders) }),
      unlessItCanFail: true,
    };
    if (round > MAX_ROUNDS || folders.isTooMany) return refusal;
    const { closed, held } = folders;
    const used = await runInCopy(
      check,
      copies.withWork,
      {
        ...settings,
        readOnlyEntries: [
          ...(settings.readOnlyEntries ?? []).filter(
            (path) => !isPartOf({ closed: [path], held: [] }, folders),
          ),
          ...closed,
        ],
        heldFolders: held,
      },
      { why: 'heldStill' },
    );
    const lists = 'lists' in used ? used.lists : undefined;
    const now = interpretRun(survey, false, lists).traces;
    if (!judgeRun(check, used.result, known).passed || now.unknown !== undefined) return refusal;
    seen = beyond(now, usual);
    if (seen.sealed.length > 0) return { what: 'sealed', paths: seen.sealed };
    if (tools.undeclaredReads === 'refuse' && seen.undeclared.length > 0)
      return { what: 'undeclared', paths: seen.undeclared };
  }
}
