/** Which changed files that judge were only added to: their accepted texts can judge in their place. */
import { addsTo } from './added/adds-to.ts';
import { isProgram, type LookedFiles } from './looked-files.ts';
import { holdsCommands } from './runner-settings.ts';

export interface ChangedJudges {
  /** They say something else. */
  readonly changed: readonly string[];
  readonly addedTo: readonly string[];
}

/** What configures runners, or holds commands by their names, means something else with more in it. */
const isPutBack = (path: string): boolean =>
  (isProgram(path) || /(?:^|\/)[^./]+$/.test(path)) &&
  !holdsCommands(path) &&
  !/(?:^|\/)conftest\.py$|\.config\.\w+$/.test(path);

export async function apartFromAdded(paths: readonly string[], looked: LookedFiles): Promise<ChangedJudges> {
  const changed: string[] = [];
  const addedTo: string[] = [];
  for (const path of paths) {
    const [was = '', is] = [await looked.was(path), await looked.is(path)];
    // Permissions alone say nothing.
    if (was === is) continue;
    const isAdded = is !== undefined && isPutBack(path) && addsTo(was, is);
    (isAdded ? addedTo : changed).push(path);
  }
  return { changed, addedTo };
}
