/**
 * Manifests as bytes: how they are named, stored and told apart. Names are bytes, so NUL separates all
 * fields. Pure.
 */
import { createHash } from 'node:crypto';
import type { BytePath } from '../tree/tree-paths.ts';
import { FIELDS, isTreePath } from './manifest-fields.ts';
import type { Manifest, StateEntry } from './state-entry.ts';

/** Path → its entry, `undefined` for one that is not there any more: what to apply to another manifest. */
export type ManifestChanges = ReadonlyMap<BytePath, StateEntry | undefined>;

/** One entry with its path, the same text for the same entry. Throws where a field would end too early. */
export function recordOf(path: BytePath, entry: StateEntry | undefined): string {
  const fields = [...fieldsOf(entry), path];
  if (fields.some((field) => field.includes('\0'))) throw new Error('a field of a manifest holds a NUL');
  return `${fields.join('\0')}\0`;
}

function fieldsOf(entry: StateEntry | undefined): string[] {
  if (entry === undefined) return ['-'];
  switch (entry.kind) {
    case 'file':
      return ['f', octal(entry.mode), entry.sha256, String(entry.sizeBytes), entry.mtime];
    case 'directory':
      return ['d', octal(entry.mode), entry.mtime];
    case 'link':
      return ['l', entry.target, entry.mtime ?? ''];
    case 'special':
      return ['s', octal(entry.mode), entry.what];
  }
}

/** All records, in the order of the map. */
export const encode = (entries: ManifestChanges): string =>
  [...entries].map(([path, entry]) => recordOf(path, entry)).join('');

/** What `encode` wrote. Throws on anything else, also where a path would lead out of the tree. */
export function decode(text: string): Map<BytePath, StateEntry | undefined> {
  const fields = text.split('\0');
  const entries = new Map<BytePath, StateEntry | undefined>();
  let at = 0;
  const next = (): string => {
    const field = fields[at++];
    if (field === undefined) throw new Error('a manifest ends in the middle of a record');
    return field;
  };
  while (at < fields.length - 1) {
    const entry = decodeEntry(next);
    const path = next();
    if (!isTreePath(path)) throw new Error('a manifest names a path that is none of its tree');
    entries.set(path, entry);
  }
  return entries;
}

function decodeEntry(next: () => string): StateEntry | undefined {
  const kind = next();
  switch (kind) {
    case 'f':
      return {
        kind: 'file',
        mode: fromOctal(checked('mode', next())),
        sha256: checked('sha256', next()),
        sizeBytes: Number(checked('sizeBytes', next())),
        mtime: checked('mtime', next()),
      };
    case 'd':
      return { kind: 'directory', mode: fromOctal(checked('mode', next())), mtime: checked('mtime', next()) };
    case 'l': {
      const target = next();
      const mtime = checked('mtime', next());
      return { kind: 'link', target, ...(mtime === '' ? {} : { mtime }) };
    }
    case 's':
      return { kind: 'special', mode: fromOctal(checked('mode', next())), what: next() };
    case '-':
      return undefined;
    default:
      throw new Error(`a manifest has a record of an unknown kind: ${kind.slice(0, 20)}`);
  }
}

function checked(field: keyof typeof FIELDS, text: string): string {
  if (!FIELDS[field](text)) throw new Error(`a manifest has a ${field} that is none`);
  return text;
}

/** What leads from one manifest to another. */
export function changesBetween(before: Manifest, after: Manifest): Map<BytePath, StateEntry | undefined> {
  const changes = new Map<BytePath, StateEntry | undefined>();
  for (const [path, entry] of after) {
    const old = before.get(path);
    if (old !== entry && (old === undefined || recordOf('', old) !== recordOf('', entry)))
      changes.set(path, entry);
  }
  for (const path of before.keys()) if (!after.has(path)) changes.set(path, undefined);
  return changes;
}

/** The result is in byte order again. */
export function applyChanges(before: Manifest, changes: ManifestChanges): Manifest {
  const entries = new Map<BytePath, StateEntry | undefined>([...before, ...changes]);
  return sorted([...entries].filter((each): each is [BytePath, StateEntry] => each[1] !== undefined));
}

export const sorted = (entries: readonly (readonly [BytePath, StateEntry])[]): Manifest =>
  // Comparing text is comparing bytes, since one character stands for each byte.
  new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The name of a state. */
export const stateIdOf = (encoded: string): string => sha256(encoded);

/**
 * What `digestTree` says of the same tree: kinds, modes and contents, without times. `counts`: of these paths
 * alone.
 */
export const treeDigestOf = (manifest: Manifest, counts: (path: BytePath) => boolean = () => true): string =>
  sha256(
    [...manifest].map(([path, entry]) => (counts(path) ? `${path}\0${entryDigestOf(entry)}\0` : '')).join(''),
  );

/** What `entryDigest` says of an entry like this. */
export function entryDigestOf(entry: StateEntry): string {
  switch (entry.kind) {
    case 'file':
      return `file ${octal(entry.mode)} ${entry.sha256}`;
    case 'directory':
      return `directory ${octal(entry.mode)}`;
    case 'link':
      return `link ${sha256(entry.target)}`;
    case 'special':
      return `special ${octal(entry.mode)} ${entry.what}`;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');
const octal = (mode: number): string => mode.toString(8);
const fromOctal = (text: string): number => Number.parseInt(text, 8);
