/** The source of a workspace that a caller names: one of the operator's. */
import { z } from 'zod';
import type { ServerDependencies } from '../dependencies.ts';
import { invalid } from '../http/problem.ts';

export const workspaceField = z.strictObject({ source: z.string().min(1).max(100) });

/** Throws a 400 when there is no such source. */
export function refuseUnknownSource(
  { workspaceSources }: ServerDependencies,
  workspace: z.output<typeof workspaceField> | undefined,
): void {
  const known = Object.keys(workspaceSources);
  if (workspace === undefined || known.includes(workspace.source)) return;
  const message = known.length === 0 ? 'no source is configured' : `must be one of: ${known.join(', ')}`;
  throw invalid([{ field: 'workspace.source', message }]);
}
