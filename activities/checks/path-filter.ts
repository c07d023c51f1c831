/** Path patterns held against paths as the file system has them, byte by byte. Pure. */
import { covers } from '../../workflows/path-pattern.ts';
import { type BytePath, toBytePath } from '../workspace/tree-paths.ts';

export type PathFilter = (path: BytePath) => boolean;

/** Whether one of the patterns covers the path. */
export function pathFilter(patterns: readonly string[]): PathFilter {
  const inBytes = patterns.map(toBytePath);
  return (path) => inBytes.some((pattern) => covers(pattern, path));
}
