import type { ToolResultBody } from '../../context/transcript.ts';
import type { ChecksInput, ChecksResult } from '../../workflows/activities.ts';
import type { WorkspaceChanges } from '../../workflows/workspace-changes.ts';

/** Body of the item that a run of the checks leaves: a tool result for the transcript, a verdict for everybody else. */
export interface ChecksBody extends ToolResultBody {
  readonly type: 'checksRan';
  readonly purpose: ChecksInput['purpose'];
  readonly verdict: ChecksResult;
  /** What became of the workspace since the goal was set; absent in items of older releases. */
  readonly changes?: WorkspaceChanges;
}
