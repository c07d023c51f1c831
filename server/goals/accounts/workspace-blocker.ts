/** What stops a goal whose workspace is not there, as the model's own accounts say it. Pure. */
import type { BlockerAccount } from '../../../journal/bodies/tool-result.ts';
import type { GoalSnapshot } from '../../../workflows/goal/goal.ts';

type Stopped = Pick<GoalSnapshot, 'status' | 'statusReason' | 'statusCause'>;

const NEEDED: Readonly<Record<string, string>> = {
  workspaceUnavailable:
    'What the workspace is made from, there and open to the service, or an archive in its place (PUT …/workspace); then resume the goal.',
  workspaceLost:
    'The directory of the workspaces mounted at that worker, or the lost one put back from a backup; then resume the goal.',
};

/** `undefined`: it is stopped by something else, or not at all. */
export function workspaceBlocker({ status, statusReason, statusCause }: Stopped): BlockerAccount | undefined {
  const needed = NEEDED[statusCause?.kind ?? ''];
  if (status !== 'blocked' || statusCause === undefined || needed === undefined) return undefined;
  return { name: statusCause.kind, needed, attempted: statusReason };
}
