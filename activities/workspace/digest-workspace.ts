/** Tells whether a workspace, or a part of it, is the same as before. */
import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { entryDigest } from './file-digest.ts';
import type { BytePath } from './tree-paths.ts';
import { displayPath, toBytePath, toHostPath, treePaths } from './tree-paths.ts';

/** Files read at once: enough to keep the disk busy, few enough for any limit of open files. */
const CONCURRENCY = 16;

export interface TreeDigest {
  /** SHA-256, in hex, over every path with its entry digest, in byte order. */
  readonly digest: string;
  /** Path → what `entryDigest` says of it, in byte order. */
  readonly entries: ReadonlyMap<BytePath, string>;
}

/**
 * Every path below `directory` with its kind, mode and content (a link's target). Nothing is skipped. Times and owners do
 * not count. Meant for a workspace in which no command is running.
 */
export async function digestTree(
  directory: string,
  digestOf: (path: Buffer) => Promise<string> = entryDigest,
): Promise<TreeDigest> {
  const paths = await treePaths(directory);
  const digests = await digestAll(directory, paths, digestOf);
  const entries = new Map<BytePath, string>();
  const hash = createHash('sha256');
  paths.forEach((path, index) => {
    const digest = digests[index] ?? 'absent';
    entries.set(path, digest);
    // NUL cannot occur in a path nor in a digest, so that no two trees give the same text.
    hash.update(path, 'latin1').update(`\0${digest}\0`);
  });
  return { digest: hash.digest('hex'), entries };
}

/** The digest alone. */
export const digestWorkspace = async (
  directory: string,
  digestOf?: (path: Buffer) => Promise<string>,
): Promise<string> => (await digestTree(directory, digestOf)).digest;

export type PathDigests =
  /** Path → digest, or `absent`. A directory is followed by everything below it. */
  | { readonly ok: true; readonly digests: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly reason: string };

/**
 * Digests of some paths, each relative to `directory` and inside it. What was added below a listed directory shows as
 * a further key. A path that leads through a link counts as `absent`: the link may point anywhere.
 */
export async function digestPaths(directory: string, paths: readonly string[]): Promise<PathDigests> {
  const present = new Set<BytePath>();
  const digests = new Map<string, string>();
  for (const path of paths) {
    const clean = insidePath(path);
    if (clean === undefined) {
      return { ok: false, reason: `${JSON.stringify(path)} is not a path inside the workspace.` };
    }
    const bytePath = toBytePath(clean);
    if (!(await hasRealParents(directory, bytePath))) {
      digests.set(displayPath(bytePath), 'absent');
      continue;
    }
    present.add(bytePath);
    const isDirectory = (await lstat(toHostPath(directory, bytePath)).catch(() => undefined))?.isDirectory();
    if (isDirectory) for (const below of await treePaths(directory, bytePath)) present.add(below);
  }
  const sorted = [...present].sort((a, b) => (a < b ? -1 : 1));
  const found = await digestAll(directory, sorted);
  sorted.forEach((path, index) => {
    digests.set(displayPath(path), found[index] ?? 'absent');
  });
  return { ok: true, digests };
}

/** `a//b/./c/` → `a/b/c`; undefined for the workspace itself and for whatever is absolute or climbs. */
function insidePath(path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}

/** Every directory on the way to the path is one, and no link. */
export async function hasRealParents(directory: string, path: BytePath): Promise<boolean> {
  const parts = path.split('/').slice(0, -1);
  for (let count = 1; count <= parts.length; count += 1) {
    const parent = toHostPath(directory, parts.slice(0, count).join('/'));
    if (!(await lstat(parent).catch(() => undefined))?.isDirectory()) return false;
  }
  return true;
}

async function digestAll(
  directory: string,
  paths: readonly BytePath[],
  digestOf: (path: Buffer) => Promise<string> = entryDigest,
): Promise<string[]> {
  const digests: string[] = new Array(paths.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++) {
      digests[index] = await digestOf(toHostPath(directory, paths[index] ?? ''));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return digests;
}
