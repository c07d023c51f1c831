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

/** The part of the journal that holds what persons have sent for workspaces. */
export interface Placements {
  /**
   * What a request has sent for the workspace. The first one stays under its id; says which one is kept.
   */
  savePlacement(threadId: string, requestId: string, placement: Placement): Promise<Placement>;
  readPlacement(
    threadId: string,
    requestId: string,
  ): Promise<{ readonly placement: Placement; readonly outcome?: PlacementOutcome } | undefined>;
  /**
   * Notes the state of the workspace before anything of it is placed. That of the first attempt stays; says
   * which one is kept.
   */
  beginPlacement(threadId: string, requestId: string, stateId: string): Promise<string>;
  /** What became of it. The first outcome stays; says which one is kept. */
  endPlacement(threadId: string, requestId: string, outcome: PlacementOutcome): Promise<PlacementOutcome>;
  /** That of a goal is among its acceptances from here on. */
  savePlacedState(placed: PlacedState): Promise<void>;
  /** The last one that was placed after this goal and before the next; without a goal, before the first. */
  readPlacedState(threadId: string, afterGoalId: string | undefined): Promise<string | undefined>;
}
