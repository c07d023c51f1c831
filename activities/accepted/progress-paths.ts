/**
 * Which files tell that work was done: caches, logs and what git notes for itself change whenever anything
 * runs. Pure.
 */
import type { BytePath } from '../../tree/tree-paths.ts';
import { isGitBookkeeping } from './git-bookkeeping.ts';
import { isToolCache } from './tool-caches.ts';

/** `x.log`, `x.log.1`, and what other programs write beside the work whenever they run. */
const LEFTOVER =
  /(^|\/)([^/]*\.log(\.\d+)?|nohup\.out|\.coverage(\..*)?|\.DS_Store|[^/]*\.(pid|pyc|tsbuildinfo))$/;
/** Folders of logs and records that tools keep under names of their own. */
const LEFTOVER_FOLDER = /(^|\/)(\.npm|\.nx|\.yarn\/(cache|install-state\.gz)|\.coverage|htmlcov)(\/|$)/;

export const tellsProgress = (path: BytePath): boolean =>
  !isToolCache(path) &&
  !isGitBookkeeping(path, undefined) &&
  !LEFTOVER.test(path) &&
  !LEFTOVER_FOLDER.test(path);
