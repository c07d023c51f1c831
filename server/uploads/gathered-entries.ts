/**
 * The entries of an archive as they come, each held against those before it: what is gathered is a whole tree
 * that can be placed, or the first entry that is not right is refused by name.
 */

import type { UploadLimits } from '../../settings/upload-settings.ts';
import { isLinkTarget, MAX_TARGET_BYTES } from '../../states/manifest-fields.ts';
import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { entryName, foldedName } from './entry-name.ts';
import { outwardLink } from './outward-links.ts';
import { refusedEntry, tooLarge } from './refused-upload.ts';

export interface GatheredEntries {
  /**
   * Where an entry of this name goes; `undefined`: it is the workspace itself. Throws what is wrong with it,
   * before its content is read.
   */
  pathOf(name: BytePath, kind: StateEntry['kind']): BytePath | undefined;
  /** Throws when a file of this length would be one too many. */
  expect(name: BytePath, sizeBytes: number): void;
  add(path: BytePath, entry: StateEntry): void;
  /** What was added at this path before. */
  get(path: BytePath): StateEntry | undefined;
  /** Throws when a link leads out. Sorted, folders that no entry names included. */
  finish(): Manifest;
}

const FOLDER_MODE = 0o755;

export function gatherEntries(limits: UploadLimits, nowSeconds: string): GatheredEntries {
  const entries = new Map<BytePath, StateEntry>();
  const folded = new Map<string, BytePath>();
  /** Folders that were only seen on the way to an entry. */
  const implied = new Set<BytePath>();
  let totalBytes = 0;

  const claim = (path: BytePath, name: BytePath): void => {
    const other = folded.get(foldedName(path));
    if (other !== undefined && other !== path)
      throw refusedEntry(
        'differsByCase',
        name,
        'differs from another entry by upper and lower case alone, or in how Unicode composes its letters',
      );
    folded.set(foldedName(path), path);
    if (entries.size >= limits.workspaceFiles)
      throw tooLarge(limits, 'workspaceFiles', 'It holds entries,', name);
  };
  const openFolders = (path: BytePath, name: BytePath): void => {
    for (const folder of foldersOnTheWay(path)) {
      const there = entries.get(folder);
      if (there?.kind === 'directory') continue;
      if (there !== undefined)
        throw refusedEntry('belowNoFolder', name, `lies below an entry that is a ${there.kind}`);
      claim(folder, name);
      entries.set(folder, { kind: 'directory', mode: FOLDER_MODE, mtime: nowSeconds });
      implied.add(folder);
    }
  };
  return {
    pathOf(name, kind) {
      const named = entryName(name);
      if (!named.ok) throw refusedEntry(named.rule, name, named.why);
      const { path } = named;
      if (path === '') {
        if (kind === 'directory') return undefined;
        throw refusedEntry('emptyName', name, 'names the workspace itself');
      }
      openFolders(path, name);
      if (entries.has(path) && !(kind === 'directory' && implied.has(path)))
        throw refusedEntry('duplicate', name, 'comes twice');
      claim(path, name);
      return path;
    },
    expect(name, sizeBytes) {
      if (sizeBytes > limits.fileBytes) throw tooLarge(limits, 'fileBytes', 'A file has', name);
      if (totalBytes + sizeBytes > limits.workspaceBytes)
        throw tooLarge(limits, 'workspaceBytes', 'Its files have together', name);
    },
    add(path, entry) {
      if (entry.kind === 'link' && !isLinkTarget(entry.target))
        throw refusedEntry(
          'linkTarget',
          path,
          `is a link to what is no target (1 to ${MAX_TARGET_BYTES} bytes)`,
        );
      implied.delete(path);
      entries.set(path, entry);
      if (entry.kind === 'file') totalBytes += entry.sizeBytes;
    },
    get: (path) => entries.get(path),
    finish() {
      const manifest = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
      const outward = outwardLink(manifest);
      if (outward !== undefined)
        throw refusedEntry(
          'linkLeadsOut',
          outward,
          'is a link that leads out of the workspace, or on through too many others',
        );
      return manifest;
    },
  };
}
