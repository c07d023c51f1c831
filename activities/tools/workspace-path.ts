/** Paths that the model writes. The sandbox confines them; this only normalises them and explains mistakes early. */
import { posix } from 'node:path';
import { z } from 'zod';

export type WorkspacePath =
  /** Starts with `./`, so that no program takes it for an option. */
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: string };

const MAX_PATH_BYTES = 4000;
const MAX_NAME_BYTES = 255;
const ROOT = '/workspace';

/** `src/a.ts`, `./src//a.ts` and `/workspace/src/a.ts` → `./src/a.ts`. */
export function workspacePath(written: string): WorkspacePath {
  const refuse = (why: string): WorkspacePath => ({ ok: false, problem: `${quote(written)} ${why}` });
  if (written.trim() === '') return refuse('is not a path');
  if (/[\p{Cc}]/u.test(written)) return refuse('contains a control character');
  if (written === '~' || written.startsWith('~/'))
    return refuse('starts with ~; write a path relative to /workspace');
  if (Buffer.byteLength(written) > MAX_PATH_BYTES) return refuse('is too long');
  const isAbsolute = written.startsWith('/');
  const path = posix.normalize(written);
  if (isAbsolute && path !== ROOT && !path.startsWith(`${ROOT}/`)) return refuse('is outside /workspace');
  const relative = isAbsolute ? posix.relative(ROOT, path) : path.replace(/\/+$/, '');
  if (relative === '..' || relative.startsWith('../')) return refuse('is outside /workspace');
  if (relative === '' || relative === '.') return refuse('is the workspace itself, not a file in it');
  if (relative.split('/').some((name) => Buffer.byteLength(name) > MAX_NAME_BYTES))
    return refuse('has a name that is too long');
  return { ok: true, path: `./${relative}` };
}

const quote = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** A field of a tool's arguments; its value is the normalised path. */
export const pathArgument = z.string().transform((written, context): string => {
  const result = workspacePath(written);
  if (result.ok) return result.path;
  context.addIssue({ code: 'custom', message: result.problem });
  return z.NEVER;
});

/** The path as people write it. */
export const shown = (path: string): string => path.replace(/^\.\//, '');
