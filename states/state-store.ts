/**
 * Where states of workspaces are kept, by content. One small interface: a directory at first, an object store
 * later.
 */
import type { OpenedFile } from '../tree/opened-file.ts';
import type { Owner } from '../tree/owner.ts';
import type { StagedContents } from './staged-contents.ts';
import type { KeptState, Manifest, Placed } from './state-entry.ts';

export interface StateStore {
  /**
   * Keeps the whole tree. No command runs in it meanwhile. Costs a stat per entry and a copy of what is new
   * since the last time. Follows no link. Rejects when something cannot be read, and names it.
   */
  keep(directory: string): Promise<KeptState>;
  /** Keeps a state whose contents are all kept already, e.g. one that was put together of two others. */
  record(manifest: Manifest): Promise<KeptState>;
  /** `undefined` when there is no such state. */
  read(stateId: string): Promise<KeptState | undefined>;
  /** Keeps one content and says its SHA-256. */
  put(content: Uint8Array): Promise<string>;
  /** Takes contents in that may yet be refused. */
  stage(): Promise<StagedContents>;
  /** `undefined` when it is not kept, or longer than `maxBytes`. */
  contentOf(sha256: string, maxBytes?: number): Promise<Buffer | undefined>;
  /** One content, however large, to be read and closed; `undefined` when it is not kept. */
  open(sha256: string): Promise<OpenedFile | undefined>;
  /**
   * Makes each path of `directory` what its entry says, folders before what is in them, whatever stands in
   * the way; modes and times as kept. Never through a link that leads out. Rejects when a content is not
   * kept.
   */
  place(directory: string, placed: readonly Placed[], owner?: Owner): Promise<void>;
}
