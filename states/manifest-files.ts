/**
 * Manifests as files of a store. One that differs little from an earlier one of the same store is written as
 * what changed, so that a state after a small change takes little room; a chain of these stays short, so that
 * reading one stays quick.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathBySha256, type StorePlaces } from './content-path.ts';
import {
  applyChanges,
  changesBetween,
  decode,
  encode,
  sorted,
  stateIdOf,
  treeDigestOf,
} from './manifest-format.ts';
import type { KeptState, Manifest, StateEntry } from './state-entry.ts';

/** A state, and how many others have to be read to read it. */
export interface StoredState extends KeptState {
  readonly depth: number;
}

const VERSION = 'goalkeeper-state-1';
const MAX_DEPTH = 16;
/** A change that is larger, compared with the whole, is not worth a link in the chain. */
const MAX_CHANGED_SHARE = 0.25;

/** `base` is an earlier state that is in the store. */
export async function writeManifest(
  places: StorePlaces,
  manifest: Manifest,
  base: StoredState | undefined,
): Promise<StoredState> {
  const whole = encode(manifest);
  const stateId = stateIdOf(whole);
  if (base?.stateId === stateId) return base;
  const state = { stateId, digest: treeDigestOf(manifest), manifest };
  const path = pathBySha256(places.manifests, stateId);
  // How deep the one that is there lies is not worth a look: it counts as deep, so that the next one is
  // written whole.
  if (await isWanted(path)) return { ...state, depth: MAX_DEPTH };
  const changes =
    base === undefined || base.depth >= MAX_DEPTH
      ? undefined
      : encode(changesBetween(base.manifest, manifest));
  const isDelta = changes !== undefined && changes.length < whole.length * MAX_CHANGED_SHARE;
  const depth = isDelta && base !== undefined ? base.depth + 1 : 0;
  const header = `${VERSION}\0${isDelta ? base?.stateId : ''}\0${depth}\0`;
  const draft = join(places.drafts, `${process.pid}-${randomBytes(12).toString('hex')}`);
  await writeFile(draft, Buffer.from(header + (isDelta ? changes : whole), 'latin1'), {
    flag: 'wx',
    mode: 0o600,
  });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(draft, path);
  return { ...state, depth };
}

/** Whether it is there; from here on a sweep spares it. */
async function isWanted(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

/**
 * What one manifest stands on: the contents that its own file names, and the manifest that it goes on from.
 */
export async function linksOf(
  places: StorePlaces,
  stateId: string,
): Promise<{ readonly base?: string; readonly contents: readonly string[] }> {
  const { base, entries } = await readFileOf(places, stateId);
  const contents = [...entries].flatMap(([, entry]) => (entry?.kind === 'file' ? [entry.sha256] : []));
  return { ...(base === '' ? {} : { base }), contents };
}

/** `undefined` when there is none, or when what is there is not what its name says. */
export async function readManifest(places: StorePlaces, stateId: string): Promise<StoredState | undefined> {
  try {
    const { manifest, depth } = await readChain(places, stateId, MAX_DEPTH);
    if (stateIdOf(encode(manifest)) !== stateId) return undefined;
    return { stateId, digest: treeDigestOf(manifest), manifest, depth };
  } catch {
    return undefined;
  }
}

async function readFileOf(places: StorePlaces, stateId: string) {
  const text = (await readFile(pathBySha256(places.manifests, stateId))).toString('latin1');
  const [version = '', base = '', depth = ''] = text.split('\0', 3);
  if (version !== VERSION) throw new Error('not a manifest');
  return { base, depth, entries: decode(text.slice(version.length + base.length + depth.length + 3)) };
}

async function readChain(
  places: StorePlaces,
  stateId: string,
  left: number,
): Promise<{ readonly manifest: Manifest; readonly depth: number }> {
  if (left < 0) throw new Error('a chain of manifests is too long');
  const { base, depth, entries } = await readFileOf(places, stateId);
  if (base !== '') {
    const before = await readChain(places, base, left - 1);
    return { manifest: applyChanges(before.manifest, entries), depth: Number(depth) };
  }
  const all = [...entries].filter((each): each is [string, StateEntry] => each[1] !== undefined);
  return { manifest: sorted(all), depth: 0 };
}
