/**
 * Work that reads from its standard input the rows that a script of a shell goes through, so that the script
 * sees the first of them alone. With nothing to read for the work, the check has to pass as before.
 */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import { passesOnlyAsAccepted } from '../known/as-accepted.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import type { Program, Programs } from './program.ts';
import { endedLanguageOf } from './program.ts';
import { withoutRowsAtHand } from './row-loops.ts';
import { SHELL } from './scripts.ts';

export interface TakenRowsQuestion {
  readonly programs: Pick<Programs, 'files'>;
  readonly passesWithWork: PassesWithWork;
  /** Absent: it cannot be told whether the script itself means it so. */
  readonly onAccepted?: RunOnAccepted;
}

/** Each takes one run of the check where nothing is amiss. */
const MOST_PROGRAMS = 2;
const ROUNDS = 3;

/** One of the scripts whose rows the work takes; `undefined`: none, or it cannot be told. */
export async function takenRows({
  programs,
  passesWithWork,
  onAccepted,
}: TakenRowsQuestion): Promise<Program | undefined> {
  if (onAccepted === undefined) return undefined;
  const loops = programs.files.flatMap((program) => {
    const text = endedLanguageOf(program) === SHELL ? withoutRowsAtHand(program.text) : undefined;
    return text === undefined ? [] : [{ program, text }];
  });
  for (const { program, text } of loops.slice(0, MOST_PROGRAMS)) {
    const written = (): TestFile[] => [{ path: program.path, text }];
    // There is one way only to hand over no rows.
    const manners = ['whole'] as const;
    if (await passesOnlyAsAccepted({ written, manners, rounds: ROUNDS, passesWithWork, onAccepted }))
      return program;
  }
  return undefined;
}
