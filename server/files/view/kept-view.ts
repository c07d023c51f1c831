/** A kept state as a reader is shown it. */
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';
import type { OpenedFile } from '../../../tree/opened-file.ts';
import type { BytePath } from '../../../tree/tree-paths.ts';
import type { ListedFolder, Opened, TreeView, UnlikeFile } from './tree-view.ts';
import { isWithheld } from './withheld.ts';

/** `open` gives a content of the store; `undefined`: the store lacks it. */
export function createKeptView(
  whole: Manifest,
  open: (sha256: string) => Promise<OpenedFile | undefined>,
): TreeView {
  const manifest: Manifest = new Map([...whole].filter(([path]) => !isWithheld(path)));
  return {
    async list(folder, limit, after = ''): Promise<ListedFolder> {
      const at = folder === '' ? 'directory' : manifest.get(folder)?.kind;
      if (at !== 'directory') return { ok: false, reason: at === undefined ? 'missing' : 'notAFolder' };
      const entries = childrenOf(manifest, folder)
        .filter(([name]) => name > after)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const shown = entries.slice(0, limit);
      const last = shown.at(-1)?.[0];
      return {
        ok: true,
        entries: shown,
        ...(entries.length > limit && last !== undefined ? { next: last } : {}),
      };
    },

    async open(path): Promise<Opened> {
      const entry = path === '' ? FOLDER : manifest.get(path);
      if (entry === undefined) return { ok: false, reason: 'missing' };
      if (entry.kind !== 'file') return { ok: false, reason: 'notAFile', entry };
      const file = await open(entry.sha256);
      if (file === undefined) throw new Error(`the store of states lacks the content ${entry.sha256}`);
      return { ok: true, sha256: entry.sha256, file };
    },

    survey: async () => ({ ok: true, manifest }),
  };
}

/** The workspace itself, whose own mode and time are in no state. */
const FOLDER: UnlikeFile = { kind: 'directory', mode: 0o755, mtime: '0' };

function childrenOf(manifest: Manifest, folder: BytePath): [BytePath, StateEntry][] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...manifest].flatMap(([path, entry]): [BytePath, StateEntry][] => {
    const name = path.slice(prefix.length);
    return path.startsWith(prefix) && name !== '' && !name.includes('/') ? [[name, entry]] : [];
  });
}
