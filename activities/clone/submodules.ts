/** Where the submodules of a repository come from, and where they go. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { GitUrl } from '../../contracts/git/git-url.ts';
import { hasRealParents } from '../../tree/real-parents.ts';
import { toBytePath } from '../../tree/tree-paths.ts';

/** Addresses by path, of `git config -z --get-regexp` about `.gitmodules`. */
export function addressesIn(config: string): Map<string, string> {
  const paths = new Map<string, string>();
  const urls = new Map<string, string>();
  for (const record of config.split('\0')) {
    const at = record.indexOf('\n');
    const key = record.slice(0, at);
    const name = key.slice('submodule.'.length, key.lastIndexOf('.'));
    if (key.endsWith('.path')) paths.set(name, record.slice(at + 1));
    if (key.endsWith('.url')) urls.set(name, record.slice(at + 1));
  }
  return new Map([...paths].map(([name, path]) => [path, urls.get(name) ?? '']));
}

/** `../other.git` lies beside the repository. */
export function absoluteAddress({ url, path }: GitUrl, address: string): string {
  if (!address.startsWith('./') && !address.startsWith('../')) return address;
  return url.slice(0, url.length - path.length) + posix.join(path.replace(/\/$/, ''), address);
}

/** An empty folder in the clone, which no link leads to. Rejects when there is none and none can be made. */
export async function openSubmodule(clone: string, path: string): Promise<string> {
  const folder = join(clone, path);
  if (await hasRealParents(clone, toBytePath(path))) {
    const there = await lstat(folder).catch(() => undefined);
    if (there === undefined) {
      await mkdir(folder);
      return folder;
    }
    if (there.isDirectory() && (await readdir(folder)).length === 0) return folder;
  }
  throw new Error(`the submodule ${path} has no empty folder of its own to be cloned into`);
}
