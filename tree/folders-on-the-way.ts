/** The folders that a path lies in, the outermost first. Pure. */
import type { BytePath } from './tree-paths.ts';

/** `a/b/c` → `a`, `a/b`. */
export function foldersOnTheWay(path: BytePath): BytePath[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
