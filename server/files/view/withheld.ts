/**
 * What is never given out of a workspace: a repository's own books, whose configuration may hold the
 * credentials that it was cloned with, and the files in which git keeps credentials. Pure.
 */
import type { BytePath } from '../../../tree/tree-paths.ts';

const WITHHELD: ReadonlySet<string> = new Set(['.git', '.git-credentials']);

/** A file system that knows no case would open them under any of their spellings. */
export const isWithheldName = (name: BytePath): boolean => WITHHELD.has(name.toLowerCase());

export const isWithheld = (path: BytePath): boolean => path.split('/').some(isWithheldName);
