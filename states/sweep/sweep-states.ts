/**
 * Removes from a store what no thread needs. It never takes what somebody keeps meanwhile: whoever relies on
 * a content marks it as wanted first (`isStored`), and finds out if it has gone.
 */
import { randomBytes } from 'node:crypto';
import { lstat, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathBySha256, placesIn, type StorePlaces } from '../content-path.ts';
import { linksOf } from '../manifest-files.ts';

export interface Needed {
  readonly stateIds: readonly string[];
  /** They are needed by themselves, whatever state holds them. */
  readonly contents: readonly string[];
}

/**
 * `announcedAtMs`: from `announceSweep`, so long ago that whatever was kept before is on record; `needed`:
 * the record as it was read after that. Rejects, and removes nothing, when it cannot tell what a needed state
 * holds.
 */
export async function sweepStates(
  directory: string,
  needed: Needed,
  announcedAtMs: number,
): Promise<{ readonly manifests: number; readonly contents: number }> {
  const places = placesIn(directory);
  const isOld = async (path: string): Promise<boolean> =>
    ((await lstat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY) < announcedAtMs;
  const manifests = await namesIn(places.manifests);
  const fresh: string[] = [];
  for (const id of manifests) if (!(await isOld(pathBySha256(places.manifests, id)))) fresh.push(id);
  const live = await reachable(places, [...needed.stateIds, ...fresh]);
  for (const sha256 of needed.contents) live.contents.add(sha256);

  const sweep = async (folder: string, names: readonly string[], kept: ReadonlySet<string>) => {
    let removed = 0;
    for (const name of names)
      if (!kept.has(name) && (await remove(places, pathBySha256(folder, name), isOld))) removed += 1;
    return removed;
  };
  return {
    manifests: await sweep(places.manifests, manifests, live.stateIds),
    contents: await sweep(places.contents, await namesIn(places.contents), live.contents),
  };
}

type Links = Awaited<ReturnType<typeof linksOf>>;

/** The manifests that they go on from are among them. A state that is not there any more needs nothing. */
async function reachable(places: StorePlaces, from: readonly string[]) {
  const stateIds = new Set<string>();
  const contents = new Set<string>();
  for (const waiting = [...from]; waiting.length > 0; ) {
    const id = waiting.pop() ?? '';
    if (stateIds.has(id)) continue;
    stateIds.add(id);
    const links: Links = await linksOf(places, id).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return { contents: [] };
      throw error;
    });
    for (const sha256 of links.contents) contents.add(sha256);
    if (links.base !== undefined) waiting.push(links.base);
  }
  return { stateIds, contents };
}

/** Set aside first: whoever wanted it until then has marked it, and it is put back; later ones miss it. */
async function remove(
  { drafts }: StorePlaces,
  path: string,
  isOld: (path: string) => Promise<boolean>,
): Promise<boolean> {
  if (!(await isOld(path))) return false;
  const aside = join(drafts, `swept-${randomBytes(12).toString('hex')}`);
  await rename(path, aside);
  if (await isOld(aside)) {
    await rm(aside, { force: true });
    return true;
  }
  await rename(aside, path);
  return false;
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const first of await readdir(folder).catch(() => []))
    for (const rest of await readdir(join(folder, first)).catch(() => []))
      if (/^[0-9a-f]{64}$/.test(first + rest)) names.push(first + rest);
  return names;
}
