/** What an auditor may look with: all of it only reads. */

import type { KeptState, Manifest } from '../../states/state-entry.ts';
import type { StateStore } from '../../states/state-store.ts';
import type { Contract } from '../../workflows/contract/contract.ts';
import { changedFiles } from '../accepted/changed-files.ts';
import { fileKinds } from '../accepted/file-kinds.ts';
import type { Tool } from '../tools/tool.ts';
import { listFiles } from './list-files.ts';
import { type Listing, listingOf } from './listing.ts';
import { readAnyFile } from './read-any-file.ts';
import { readChange } from './read-change.ts';
import { readRecord } from './read-record.ts';

export interface AuditorWorkspace {
  readonly contract: Contract;
  readonly accepted: Manifest;
  readonly states: Pick<StateStore, 'contentOf'>;
  /** Says what the workspace holds now; asked once at most. */
  keep(): Promise<Pick<KeptState, 'manifest'>>;
}

export function auditorTools({ contract, accepted, states, keep }: AuditorWorkspace): Tool[] {
  let listing: Promise<Listing> | undefined;
  const list = async (): Promise<Listing> => {
    const { manifest } = await keep();
    return listingOf(manifest, changedFiles(accepted, manifest, fileKinds(contract)));
  };
  const listOnce = (): Promise<Listing> => {
    listing ??= list();
    return listing;
  };
  return [listFiles(listOnce), readAnyFile, readChange({ accepted, states }), readRecord];
}
