/**
 * Paths that the model writes. The sandbox confines them; this only normalises them and explains mistakes
 * early.
 */
import { posix } from 'node:path';
import { z } from 'zod';
import { displayPath, shownPath, toBytePath, utf8Path } from '../../tree/tree-paths.ts';

export type WorkspacePath =
  /** Starts with `./`, so that no program takes it for an option. */
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: string };

const MAX_PATH_BYTES = 4000;
const MAX_NAME_BYTES = 255;
const ROOT = '/workspace';

/** `src/a.ts`, `./src//a.ts` and `/workspace/src/a.ts` → `./src/a.ts`. */
export const workspacePath = (written: string): WorkspacePath =>
  /[\p{Cc}]/u.test(written)
    ? { ok: false, problem: `${quote(written)} contains a control character` }
    : anyWorkspacePath(written);

/**
 * The same of a path as records show it: a name may hold whatever a file's name can, and stands in hex then.
 */
export function recordedPath(written: string): WorkspacePath {
  const path = utf8Path(shownPath(written));
  return path === undefined || path.includes('\0')
    ? { ok: false, problem: `${quote(written)} cannot be named to a program` }
    : anyWorkspacePath(path);
}

function anyWorkspacePath(written: string): WorkspacePath {
  const refuse = (why: string): WorkspacePath => ({ ok: false, problem: `${quote(written)} ${why}` });
  if (written.trim() === '') return refuse('is not a path');
  if (written === '~' || written.startsWith('~/'))
    return refuse('starts with ~; write a path relative to /workspace');
  if (Buffer.byteLength(written) > MAX_PATH_BYTES) return refuse('is too long');
  const isAbsolute = written.startsWith('/');
  const path = posix.normalize(written);
  if (isAbsolute && path !== ROOT && !path.startsWith(`${ROOT}/`)) return refuse('is outside /workspace');
  const below = isAbsolute ? posix.relative(ROOT, path) : path.replace(/\/+$/, '');
  if (below === '..' || below.startsWith('../')) return refuse('is outside /workspace');
  if (below === '' || below === '.') return refuse('is the workspace itself, not a file in it');
  if (below.split('/').some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES))
    return refuse('has a name that is too long');
  return { ok: true, path: `./${below}` };
}

const quote = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);

const argumentBy = (read: (written: string) => WorkspacePath) =>
  z.string().transform((written, context): string => {
    const result = read(written);
    if (result.ok) return result.path;
    context.addIssue({ code: 'custom', message: result.problem });
    return z.NEVER;
  });

/** A field of a tool's arguments; its value is the normalised path. */
export const pathArgument = argumentBy(workspacePath);

/** The same for a path that the service has shown. */
export const recordedPathArgument = argumentBy(recordedPath);

/** The `./` is left out, as states name paths. */
export const relative = (path: string): string => path.replace(/^\.\//, '');

/** The path as records show it, on one line. */
export const shown = (path: string): string => displayPath(toBytePath(relative(path)));
