/** Where workspaces are, and which worker made them. */

/** A directory of workspaces, as one worker sees it. */
export interface WorkspaceSet {
  readonly setId: string;
  readonly worker: string;
  readonly directory: string;
}

/** Where a workspace was made. */
export interface MadeWorkspace extends WorkspaceSet {
  readonly workspaceId: string;
}
