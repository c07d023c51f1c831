/** Whether a check passes for files as they were accepted, and fails where they are written differently. */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { MANNERS, type Manner } from './same-meaning.ts';

export interface AsAcceptedQuestion {
  /** The files with the same meaning, written differently each time. */
  readonly written: (manner: Manner) => readonly TestFile[];
  /** The ways in which they are written, the one that changes most first; default: all. */
  readonly manners?: readonly Manner[];
  /** A run may fail by chance: so often it has to be so. */
  readonly rounds: number;
  readonly passesWithWork: PassesWithWork;
  readonly onAccepted: RunOnAccepted;
}

/** The work then knows their texts. It takes one run where nothing is amiss. */
export async function passesOnlyAsAccepted(question: AsAcceptedQuestion): Promise<boolean> {
  const { manners = MANNERS, written, onAccepted } = question;
  let plain: string | undefined;
  for (const manner of manners) {
    if (!(await failsWritten(manner, question))) return false;
    // A check may look at the text itself, by its sum or its layout: it does so without the work as well.
    plain ??= (await onAccepted({ changes: [] })).gist;
    if (plain === (await onAccepted({ changes: written(manner) })).gist) return true;
  }
  return false;
}

async function failsWritten(
  manner: Manner,
  { written, rounds, passesWithWork }: AsAcceptedQuestion,
): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1)
    if ((await passesWithWork(written(manner))) !== false || !(await passesWithWork([]))) return false;
  return true;
}
