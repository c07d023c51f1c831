/**
 * Where a file of a hidden check may lie: below the workspace, by a name that every file system takes. Pure.
 */

const MAX_PATH_CHARACTERS = 500;
const MAX_NAME_BYTES = 255;

export type HiddenPath =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly problem: string };

/** `./a//b/` → `a/b`. A problem names the path. */
export function hiddenPath(written: string): HiddenPath {
  const names = written.split('/').filter((name) => name !== '' && name !== '.');
  const problem = problemOf(written, names);
  return problem === undefined
    ? { ok: true, path: names.join('/') }
    : { ok: false, problem: `${JSON.stringify(written.slice(0, MAX_PATH_CHARACTERS))} ${problem}` };
}

function problemOf(written: string, names: readonly string[]): string | undefined {
  if (!written.isWellFormed() || written.includes('\0')) return 'must not hold NUL or half a character';
  if (written.length > MAX_PATH_CHARACTERS) return `has more than ${MAX_PATH_CHARACTERS} characters`;
  if (written.startsWith('/')) return 'is absolute: write it relative to the workspace';
  if (names.includes('..')) return 'leads out of its folder (..)';
  if (names.length === 0) return 'names no file';
  if (names.some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES))
    return `has a name of more than ${MAX_NAME_BYTES} bytes`;
  return undefined;
}

/** The first path that stands twice, or is a folder of another one. */
export function clashIn(paths: readonly string[]): string | undefined {
  const all = new Set(paths);
  if (all.size < paths.length) return paths.find((path, index) => paths.indexOf(path) < index);
  return paths.find((path) => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      if (all.has(path.slice(0, end))) return true;
    return false;
  });
}
