/** What became of a workspace since its goal was set, and which of it a check has read. Shapes only. */

/** `configuration`: a file that the runner of a check reads beside the tests. `declared`: the work, by `boundaries.writePaths`. */
type ChangedFileKind = 'protected' | 'configuration' | 'declared' | 'other';

export interface WorkspaceChanges {
  /** How many files; `files` names them, sorted, as far as they fit. */
  readonly count: number;
  readonly files: readonly {
    readonly path: string;
    readonly change: 'added' | 'modified' | 'removed';
    readonly kind: ChangedFileKind;
  }[];
}

/** The files that a check's command read (or wrote), found out by their access times. */
export type ReadSet =
  /** The file system does not keep access times, or the check did not run. */
  | { readonly known: false; readonly reason: string }
  | {
      readonly known: true;
      /** How many files; `files` names them, sorted, as far as they fit. */
      readonly count: number;
      readonly files: readonly string[];
      /** Those that were changed since the goal was set. */
      readonly changed: readonly string[];
      /** Of the changed ones: neither declared as the work nor protected. */
      readonly undeclared: readonly string[];
      /** Read, not protected and not declared as the work: who changes them changes what the check means. */
      readonly unprotected: readonly string[];
    };
