/** What the workspace of a thread holds, as far as the server can tell. */
import type { ThreadRow } from '../../journal/rows/thread-row.ts';
import type { KnownPaths } from '../../workflows/contract/patterns/unmatched-patterns.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { readView } from '../lookup/read-view.ts';
import { listSource } from './list-source.ts';

const NOTHING: KnownPaths = { paths: [], isWhole: true };

/**
 * The paths are those of the workspace as it was last kept; before the first turn, what it will be a copy of.
 * `undefined`: not known, since it was worked in and never kept, or the source cannot be read here.
 */
export async function knownPaths(
  dependencies: ServerDependencies,
  thread: ThreadRow,
): Promise<KnownPaths | undefined> {
  const kept = await dependencies.journal.readPaths(thread.threadId);
  if (kept !== undefined) return kept;
  const view = await readView(dependencies, thread);
  if (view === undefined || view.turn > 0) return undefined;
  const { workspaceSource, workspaceOrigin } = thread.settings;
  if (workspaceOrigin !== undefined) return undefined;
  return workspaceSource === undefined ? NOTHING : sourcePaths(dependencies, workspaceSource);
}

/** Lists a source by its name. */
export async function sourcePaths(
  { workspaceSources }: Pick<ServerDependencies, 'workspaceSources'>,
  name: string,
): Promise<KnownPaths | undefined> {
  const directory = Object.hasOwn(workspaceSources, name) ? workspaceSources[name] : undefined;
  return directory === undefined ? undefined : listSource(directory);
}
