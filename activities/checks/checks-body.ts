import type { ToolResultBody } from '../../context/transcript/transcript.ts';
import type { ChecksInput } from '../../workflows/activities.ts';
import type { ChecksResult } from '../../workflows/evidence/checks-result.ts';
import type { WorkspaceChanges } from '../../workflows/evidence/workspace-changes.ts';
import type { TwinRecord } from '../twins/trials/twin-record.ts';

/** Body of the item that a run of the checks leaves: a tool result for the transcript, a verdict for everybody else. */
export interface ChecksBody extends ToolResultBody {
  readonly type: 'checksRan';
  readonly purpose: ChecksInput['purpose'];
  /** As the model may know it. */
  readonly verdict: ChecksResult;
  /** With all that hidden checks have shown, for the owner; absent where nothing is hidden. */
  readonly whole?: ChecksResult;
  /** What became of the workspace since the accepted state; absent in items of older releases. */
  readonly changes?: WorkspaceChanges;
  /** Changes that were not in the copy, since the contract does not declare them as the work; the first hundred. */
  readonly leftOut?: readonly string[];
  /** What a person had put back to the accepted state before this look, a line for each kind. */
  readonly restored?: readonly string[];
  /** How the tests that a person is asked about were changed, as a unified diff. */
  readonly personDiff?: string;
  /** What each check's twins showed, one by one. */
  readonly twins?: readonly TwinRecord[];
  /** The state that the workspace had. */
  readonly stateId?: string;
  /** Of a baseline: what is worth saying about patterns of the contract that match nothing, one sentence each. */
  readonly patternWarnings?: readonly string[];
}
