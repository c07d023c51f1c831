/** What stands in a thread's workspace, as a reader is shown it: the living one, or a state that was kept. */
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';
import type { OpenedFile } from '../../../tree/opened-file.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';

type KeptFile = Extract<StateEntry, { readonly kind: 'file' }>;
export type UnlikeFile = Exclude<StateEntry, { readonly kind: 'file' }>;

/**
 * The digest of a file is absent where it is closed, or was never read: a large one, and one beyond what is
 * read for one list.
 */
export type ViewedEntry = UnlikeFile | (Omit<KeptFile, 'sha256'> & { readonly sha256?: string });

export interface ViewedFile {
  readonly sha256: string;
  /** It has to be closed. */
  readonly file: OpenedFile;
}

/** `closed`: modes keep the service out; a kept state has no such thing. */
export type ViewTrouble = 'missing' | 'notAFolder' | 'closed';

export type ListedFolder =
  | {
      readonly ok: true;
      readonly entries: readonly (readonly [BytePath, ViewedEntry])[];
      /** The name behind which the list goes on; absent: this was all. */
      readonly next?: BytePath;
    }
  | { readonly ok: false; readonly reason: ViewTrouble };

export type Opened =
  | ({ readonly ok: true } & ViewedFile)
  | { readonly ok: false; readonly reason: ViewTrouble }
  /** Something else stands there. */
  | { readonly ok: false; readonly reason: 'notAFile'; readonly entry: UnlikeFile };

export type Surveyed =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly reason: 'closed'; readonly path: BytePath };

/** Nothing that is withheld is in any of it. Who has a signal is rejected with its reason once it aborts. */
export interface TreeView {
  /** Up to `limit` entries of a folder behind the name `after`, by name in byte order. */
  list(folder: BytePath, limit: number, after?: BytePath, signal?: AbortSignal): Promise<ListedFolder>;
  /** `maxBytes`: a larger file is not read, and is given as one that is missing. */
  open(path: BytePath, maxBytes?: number, signal?: AbortSignal): Promise<Opened>;
  /** Everything, with contents by digest. */
  survey(signal?: AbortSignal): Promise<Surveyed>;
}
