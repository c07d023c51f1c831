/**
 * Journals what became of a workspace at a look of the service: which files, how, and what the outcome is.
 * The worker does it, since only where the states are kept can contents be read; the server may be on another
 * machine.
 */
import type { Journal } from '../../journal/journal.ts';
import type { KeptState, Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import type { WorkRecord } from '../../workflows/evidence/work-record.ts';
import { type ChangedFile, workspaceChanges } from '../accepted/changed-files.ts';
import { artifactsOf } from './artifacts.ts';
import { workPatch } from './work-patch.ts';

export interface LookedAtWork {
  readonly contract: Contract;
  readonly accepted: Manifest;
  readonly state: Pick<KeptState, 'stateId' | 'manifest'>;
  readonly changes: readonly ChangedFile[];
}

type Place = Pick<WorkRecord, 'threadId' | 'goalId' | 'seq' | 'turn' | 'purpose'>;

export async function keepWork(
  {
    journal,
    states,
  }: {
    readonly journal: Pick<Journal, 'saveWork' | 'listClaims'>;
    readonly states: Pick<StateStore, 'contentOf'>;
  },
  place: Place,
  { contract, accepted, state, changes }: LookedAtWork,
): Promise<void> {
  const lookedAtMs = Date.now();
  const current = state.manifest;
  const claims = await journal.listClaims(place.goalId);
  await journal.saveWork({
    ...place,
    lookedAtMs,
    stateId: state.stateId,
    changes: workspaceChanges(changes),
    patch: await workPatch({ changes, accepted, current }, states.contentOf),
    artifacts: await artifactsOf({ contract, claims, changes, current }, states.contentOf),
  });
}
