/**
 * A content-addressed store of states in a directory that only the service can enter. Several processes may
 * use one at once.
 */
import { lstat, mkdir } from 'node:fs/promises';
import { defined } from '../objects/defined.ts';
import { trustsChangeTimes } from '../tree/change-times.ts';
import { lookInto } from '../tree/opened-tree.ts';
import { copyContent, openContent, readContent } from './content-files.ts';
import { placesIn, type StorePlaces } from './content-path.ts';
import { readGeneration } from './generation/generation.ts';
import { createKnownContents } from './known-contents.ts';
import { readManifest, type StoredState, writeManifest } from './manifest-files.ts';
import { manifestOf } from './manifest-of.ts';
import { placeEntries } from './place-entries.ts';
import { stageContents } from './staged-contents.ts';
import type { KeptState } from './state-entry.ts';
import type { StateStore } from './state-store.ts';
import { storeContent } from './store-file.ts';

/** States that are held in memory: the latest of a few workspaces, and what was read last. */
const MAX_HELD = 6;

/** Nothing is made before something is kept. */
export function createDirectoryStore(directory: string): StateStore {
  const places = placesIn(directory);
  const known = createKnownContents();
  const held = new Map<string, StoredState>();
  /** Holds for each workspace what its next state is written against. */
  const latest = new Map<string, StoredState>();
  let identity: string | undefined;

  const hold = (map: Map<string, StoredState>, key: string, state: StoredState): void => {
    map.delete(key);
    map.set(key, state);
    for (const oldest of map.keys()) {
      if (map.size <= MAX_HELD) break;
      map.delete(oldest);
    }
  };
  /**
   * What is remembered of a store that was removed meanwhile is forgotten with it, and before a sweep: what
   * is wanted then has to be found, and to count as wanted, once more.
   */
  const ready = async (): Promise<void> => {
    await makePlaces(places);
    const { ino, birthtimeNs } = await lstat(places.contents, { bigint: true });
    // A number of an inode is used again.
    const now = `${ino} ${birthtimeNs} ${await readGeneration(directory)}`;
    if (now === identity) return;
    identity = now;
    for (const memory of [known, held, latest]) memory.clear();
  };
  return {
    async keep(workspace): Promise<KeptState> {
      await ready();
      const listedAtMs = Date.now();
      const isTrusted = await trustsChangeTimes(workspace);
      return lookInto(workspace, async ({ entries }) => {
        const before = latest.get(workspace);
        const looked = { workspace, entries, listedAtMs, isTrusted, before: before?.manifest };
        const state = await writeManifest(places, await manifestOf(places, known, looked), before);
        hold(latest, workspace, state);
        hold(held, state.stateId, state);
        return withoutDepth(state);
      });
    },
    async record(manifest) {
      await ready();
      const state = await writeManifest(places, manifest, undefined);
      hold(held, state.stateId, state);
      return withoutDepth(state);
    },
    async read(stateId) {
      const state = held.get(stateId) ?? (await readManifest(places, stateId));
      if (state === undefined) return undefined;
      hold(held, stateId, state);
      return withoutDepth(state);
    },
    async put(content) {
      await ready();
      return storeContent(places, content).sha256;
    },
    async stage() {
      await ready();
      return stageContents(places);
    },
    contentOf: (sha256, maxBytes) => readContent(places, sha256, maxBytes),
    open: (sha256) => openContent(places, sha256),
    place: (target, placed, owner) =>
      placeEntries(target, placed, {
        fill: ({ sha256 }, path) => copyContent(places, sha256, path),
        ...defined({ owner }),
      }),
  };
}

const withoutDepth = ({ stateId, digest, manifest }: StoredState): KeptState => ({
  stateId,
  digest,
  manifest,
});

async function makePlaces(places: StorePlaces): Promise<void> {
  for (const place of [places.contents, places.manifests, places.drafts])
    await mkdir(place, { recursive: true, mode: 0o700 });
}
