/**
 * A listed workspace as a manifest, its contents stored: files that are known by their inodes are not read.
 */
import { lstat, readlink } from 'node:fs/promises';
import type { Entries, EntryStamp } from '../tree/listing/entry-stamp.ts';
import { withShortPath } from '../tree/short-path.ts';
import { specialKindOf } from '../tree/special-kind.ts';
import { type BytePath, displayPath, toHostPath } from '../tree/tree-paths.ts';
import type { StorePlaces } from './content-path.ts';
import type { KnownContents } from './known-contents.ts';
import { recordOf, sorted } from './manifest-format.ts';
import type { Manifest, StateEntry } from './state-entry.ts';
import type { StoredContent } from './store-file.ts';
import { storeFiles } from './store-files.ts';

export interface ListedManifest {
  readonly workspace: string;
  readonly entries: Entries;
  readonly listedAtMs: number;
  /** Whether change times tell every write. */
  readonly isTrusted: boolean;
  /** The workspace's state as it was kept the last time. */
  readonly before: Manifest | undefined;
}

/** Rejects when something cannot be read, its path first. */
export async function manifestOf(
  places: StorePlaces,
  known: KnownContents,
  listed: ListedManifest,
): Promise<Manifest> {
  const contents = await contentsOf(places, known, listed);
  const entries: [BytePath, StateEntry][] = [];
  for (const [path, stamp] of listed.entries) {
    const content = contents.get(path);
    const entry =
      content === undefined ? await unlike(listed.workspace, path, stamp) : fileOf(stamp, content);
    const old = listed.before?.get(path);
    // The same object where nothing changed: comparing two manifests then costs nothing.
    entries.push([path, old !== undefined && isSame(old, entry) ? old : entry]);
  }
  return sorted(entries);
}

async function contentsOf(
  places: StorePlaces,
  known: KnownContents,
  { workspace, entries, listedAtMs, isTrusted, before }: ListedManifest,
): Promise<Map<BytePath, StoredContent>> {
  const contents = new Map<BytePath, StoredContent>();
  const unknown: [BytePath, EntryStamp][] = [];
  for (const [path, stamp] of entries) {
    if (stamp.kind !== 'f') continue;
    const content = isTrusted ? known.find(stamp) : undefined;
    if (content === undefined) unknown.push([path, stamp]);
    else contents.set(path, content);
  }
  const files = unknown.map(([path, { size }]) => {
    const old = before?.get(path);
    return {
      hostPath: toHostPath(workspace, path).toString('latin1'),
      sizeBytes: Number(size),
      isLikelyKept: old?.kind === 'file' && old.sizeBytes === Number(size),
    };
  });
  const answers = await storeFiles(places, files);
  unknown.forEach(([path, stamp], index) => {
    const answer = answers[index] ?? { failed: 'no answer' };
    if ('failed' in answer) {
      const { failed: code } = answer;
      throw Object.assign(new Error(`${displayPath(path)} cannot be read: ${code}`), { code });
    }
    contents.set(path, answer);
    if (isTrusted) known.add(stamp, answer, listedAtMs);
  });
  return contents;
}

const fileOf = ({ mode, mtime }: EntryStamp, { sha256, sizeBytes }: StoredContent): StateEntry => ({
  kind: 'file',
  mode: Number.parseInt(mode, 8),
  sha256,
  sizeBytes,
  mtime,
});

/** What is no file. */
async function unlike(workspace: string, path: BytePath, stamp: EntryStamp): Promise<StateEntry> {
  const mode = Number.parseInt(stamp.mode, 8);
  if (stamp.kind === 'd') return { kind: 'directory', mode, mtime: stamp.mtime };
  return withShortPath(toHostPath(workspace, path), async (short) =>
    stamp.kind === 'l'
      ? {
          kind: 'link' as const,
          target: (await readlink(short, { encoding: 'buffer' })).toString('latin1'),
          mtime: stamp.mtime,
        }
      : { kind: 'special' as const, mode, what: specialKindOf(await lstat(short)) },
  );
}

const isSame = (a: StateEntry, b: StateEntry): boolean => recordOf('', a) === recordOf('', b);
