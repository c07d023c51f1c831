/** Path patterns held against paths as the file system has them, byte by byte. Pure. */

import { type BytePath, toBytePath } from '../../tree/tree-paths.ts';
import { coveredBy } from '../../workflows/contract/patterns/path-pattern.ts';

export type PathFilter = (path: BytePath) => boolean;

/** Whether one of the patterns covers the path. */
export const pathFilter = (patterns: readonly string[]): PathFilter => coveredBy(patterns.map(toBytePath));
