/** What a kept state holds: every entry of a workspace at one moment, by content. Shapes only. */
import type { BytePath } from '../tree/tree-paths.ts';

export type StateEntry =
  | {
      readonly kind: 'file';
      /** Permissions, as a number. */
      readonly mode: number;
      readonly sha256: string;
      readonly sizeBytes: number;
      /** Seconds since 1970 with nanoseconds, as text: they do not fit into a number. */
      readonly mtime: string;
    }
  /** `mtime` is absent where only the target counts; every kept link has it. */
  | { readonly kind: 'link'; readonly target: BytePath; readonly mtime?: string }
  | { readonly kind: 'directory'; readonly mode: number; readonly mtime: string }
  /** A pipe, a socket or a device: named, never placed anew. */
  | { readonly kind: 'special'; readonly mode: number; readonly what: string };

/** Entries stand by path, in byte order. */
export type Manifest = ReadonlyMap<BytePath, StateEntry>;

export interface KeptState {
  /** SHA-256 over the whole manifest, times included: its name in the store. */
  readonly stateId: string;
  /** SHA-256 over kinds, modes and contents, without times: what `digestTree` says of the same tree. */
  readonly digest: string;
  readonly manifest: Manifest;
}

/** What is to stand at a path of a tree. */
export type PlacedEntry = StateEntry | { readonly kind: 'absent' };

export interface Placed {
  readonly path: BytePath;
  readonly entry: PlacedEntry;
}
