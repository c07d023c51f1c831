/** Single files of a goal's accepted state, looked up when somebody asks for the first of them. */

import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import { toBytePath } from '../../tree/tree-paths.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';
import { type AcceptedSource, acceptedState } from './accepted-state.ts';

export interface AcceptedFiles {
  entryAt(path: string): Promise<StateEntry | undefined>;
  contentOf(sha256: string): Promise<Buffer | undefined>;
}

/** Larger ones are not read whole. */
const MAX_BYTES = 32 * 1024 * 1024;

export function acceptedFiles(
  { journal, states }: AcceptedSource & { readonly states: Pick<StateStore, 'contentOf'> },
  threadId: string,
  goal: GoalRef,
): AcceptedFiles {
  let manifest: Promise<Manifest | undefined> | undefined;
  // Which state a goal starts from is settled by its first look, and by nothing else.
  const read = async (): Promise<Manifest | undefined> =>
    (await journal.readStartState(goal.goalId)) === undefined
      ? undefined
      : acceptedState({ journal, states }, threadId, goal);
  return {
    async entryAt(path) {
      manifest ??= read();
      return (await manifest)?.get(toBytePath(path));
    },
    contentOf: (sha256) => states.contentOf(sha256, MAX_BYTES),
  };
}
