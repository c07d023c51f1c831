/**
 * What became of a workspace since the state that was accepted, and which of it a check has read. Shapes
 * only.
 */

/**
 * `declared`: the work, by `boundaries.writePaths`. `test`: what the runners of the checks take for a test,
 * or is named like one. `configuration`: a file that such a runner reads beside the tests.
 */
export const CHANGED_FILE_KINDS = ['protected', 'test', 'configuration', 'declared', 'other'] as const;

export type ChangedFileKind = (typeof CHANGED_FILE_KINDS)[number];

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
      /** Those that are not as they were accepted. */
      readonly changed: readonly string[];
      /** These of the changed ones are neither declared as the work nor protected. */
      readonly undeclared: readonly string[];
      /** Read, not protected and not declared as the work: who changes them changes what the check means. */
      readonly unprotected: readonly string[];
    };

/**
 * What one run of a check did, in its copy, to entries that were not its to change: found out by the times at
 * which inodes changed, which nobody can set back. Paths as people read them, sorted; of each the journal
 * keeps the first hundred.
 */
export interface RunTraces {
  /** Protected entries that were changed or removed, also if they were changed back. */
  readonly sealed: readonly string[];
  /** Protected paths at which nothing stood, and the run made something. */
  readonly planted: readonly string[];
  /**
   * Entries that were there, neither protected nor declared as the work, and were changed. Where no work is
   * declared: those of them that are tests or the configuration of a runner.
   */
  readonly undeclared: readonly string[];
  /**
   * Folders above such entries in which something came or went, or that were moved away and back themselves:
   * their times do not tell which. Absent in runs of older releases.
   */
  readonly moved?: readonly string[];
  /** Names of processes that were still alive when the command's own process had ended. */
  readonly leftProcesses: readonly string[];
  /** Why it is not known what the run did; nothing else is said then. */
  readonly unknown?: string;
}
