/** The names of entries as paths of a workspace. Pure. */
import type { BytePath } from '../../tree/tree-paths.ts';
import type { UploadRule } from './refused-upload.ts';

export type EntryName =
  | { readonly ok: true; readonly path: BytePath }
  | { readonly ok: false; readonly rule: UploadRule; readonly why: string };

const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4_000;
export const MAX_LEVELS = 100;

/**
 * `./a//b/` → `a/b`; the folder itself (`.`, `./`) → ``. What climbs, begins at a root, or is longer than a
 * file system takes has no path, however it is written.
 */
export function entryName(name: BytePath): EntryName {
  const refuse = (rule: UploadRule, why: string): EntryName => ({ ok: false, rule, why });
  if (name === '') return refuse('emptyName', 'has no name');
  if (name.includes('\0')) return refuse('unreadableName', 'has a name with a NUL in it');
  if (name.startsWith('/')) return refuse('absoluteName', 'has an absolute name');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return refuse('climbingName', 'has a name with ".." in it');
  const path = parts.join('/');
  if (path.length > MAX_PATH_BYTES) return refuse('longName', `has a name over ${MAX_PATH_BYTES} bytes`);
  if (parts.some((part) => part.length > MAX_NAME_BYTES))
    return refuse('longName', `has a name with a part over ${MAX_NAME_BYTES} bytes`);
  if (parts.length > MAX_LEVELS) return refuse('deepName', `lies deeper than ${MAX_LEVELS} folders`);
  return { ok: true, path };
}

/** What names share that some file systems take for one: upper and lower case, and composed letters. */
export const foldedName = (path: BytePath): string =>
  Buffer.from(path, 'latin1').toString('utf8').normalize('NFKC').toLowerCase();
