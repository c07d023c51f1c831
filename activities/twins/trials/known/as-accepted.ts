/** Whether a check passes for files as they were accepted, and fails where they are written differently. */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';

export interface AsAcceptedQuestion {
  /** The files with the same meaning, written differently each time. */
  readonly written: () => readonly TestFile[];
  /** A run may fail by chance: so often it has to be so. */
  readonly rounds: number;
  readonly passesWithWork: (changes: readonly TestFile[]) => Promise<boolean>;
  readonly onAccepted: RunOnAccepted;
}

/** The work then knows their texts. It takes one run where nothing is amiss. */
export async function passesOnlyAsAccepted({
  written,
  rounds,
  passesWithWork,
  onAccepted,
}: AsAcceptedQuestion): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1)
    if ((await passesWithWork(written())) || !(await passesWithWork([]))) return false;
  // A check may look at the text itself, by its sum or its layout: it does so without the work as well.
  const [plain, other] = [await onAccepted({ changes: [] }), await onAccepted({ changes: written() })];
  return plain.gist === other.gist;
}
