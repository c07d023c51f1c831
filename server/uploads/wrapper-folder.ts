/** Whether all of an archive lies in one folder, as archives of whole directories do. Pure. */
import type { Manifest } from '../../states/state-entry.ts';
import { displayPath } from '../../tree/tree-paths.ts';

/** Its name; a folder that is meant to stand alone is told all the same, and does no harm. */
export function wrapperFolder(manifest: Manifest): string | undefined {
  const top = [...manifest].filter(([path]) => !path.includes('/'));
  const [only] = top;
  if (only === undefined || top.length > 1 || only[1].kind !== 'directory') return undefined;
  return manifest.size > 1 ? displayPath(only[0]) : undefined;
}
