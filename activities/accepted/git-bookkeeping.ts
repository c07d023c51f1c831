/** What git writes by itself whenever it is used, and what is therefore no evidence of anything. Pure. */
import type { StateEntry } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';

const BOOKKEEPING =
  /(^|\/)\.git\/(index|logs|COMMIT_EDITMSG|ORIG_HEAD|FETCH_HEAD|gc\.log|gc\.pid)(\/|$)|(^|\/)\.git\/[^/]+\.lock$/;
const OBJECTS = /(^|\/)\.git\/objects(\/|$)/;

/**
 * The index, the logs, and objects that were *added*: an object is named by its content, so that a new one
 * can change the meaning of nothing. One that was there and is another now is a forgery. Configuration, hooks
 * and refs count like any file.
 */
export const isGitBookkeeping = (path: BytePath, was: StateEntry | undefined): boolean =>
  BOOKKEEPING.test(path) || (OBJECTS.test(path) && was?.kind !== 'file');
