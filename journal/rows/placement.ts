/** What a person has sent for the workspace of a thread, and what became of it. */

export type Placement =
  /** The whole workspace, as a kept state. */
  | { readonly what: 'workspace'; readonly stateId: string }
  | (PlacementAt & {
      readonly what: 'file';
      /** The content is in the store of states. */
      readonly sha256: string;
      readonly sizeBytes: number;
      /** Permissions; absent: those of the file that is there, else those of a plain one. */
      readonly mode?: number;
      /** What the workspace may hold with it. */
      readonly maxBytes: number;
      readonly maxFiles: number;
    })
  | (PlacementAt & { readonly what: 'removal' });

interface PlacementAt {
  /** It is written as records show paths. */
  readonly path: string;
  readonly condition?: FileCondition;
}

/** What has to stand at the path: one of these contents, anything (`*`), or nothing. */
export type FileCondition = { readonly is: readonly string[] | '*' } | { readonly is: 'absent' };

export type PlacementOutcome =
  | {
      readonly ok: true;
      /** The record tells of it there. */
      readonly seq: number;
      /** A file is new: nothing stood there before. */
      readonly isNew?: true;
      readonly mode?: number;
    }
  | {
      readonly ok: false;
      readonly code: 'contentChanged' | 'noSuchFile' | 'notPlaced' | 'uploadTooLarge';
      readonly reason: string;
    };

/** The accepted state that placed files have led to. */
export interface PlacedState {
  readonly threadId: string;
  readonly seq: number;
  readonly stateId: string;
  /** Some files of it are new, and the rest was accepted before. */
  readonly isPart: boolean;
  /** The goal that was under way; otherwise the one before, if there was one. */
  readonly of:
    | { readonly goalId: string; readonly revision: number }
    | { readonly afterGoalId: string | undefined };
}
