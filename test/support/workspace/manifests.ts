/**
 * Manifests of small trees, written as a test reads best: path → content, `null` for a folder, `->target` for
 * a link.
 */
import { createHash } from 'node:crypto';
import type { Manifest, StateEntry } from '../../../states/state-entry.ts';

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export const file = (
  content: string,
  more: Partial<Extract<StateEntry, { kind: 'file' }>> = {},
): StateEntry => ({
  kind: 'file',
  mode: 0o644,
  sha256: sha256Of(content),
  sizeBytes: content.length,
  mtime: '1000.5',
  ...more,
});

export const folder = (more: Partial<Extract<StateEntry, { kind: 'directory' }>> = {}): StateEntry => ({
  kind: 'directory',
  mode: 0o755,
  mtime: '1000.5',
  ...more,
});

/** Folders on the way are made by themselves. */
export function manifest(tree: Readonly<Record<string, string | null | StateEntry>>): Manifest {
  const entries = new Map<string, StateEntry>();
  for (const [path, what] of Object.entries(tree)) {
    const names = path.split('/');
    for (let count = 1; count < names.length; count += 1) {
      const above = names.slice(0, count).join('/');
      if (!entries.has(above)) entries.set(above, folder());
    }
    entries.set(path, entryOf(what));
  }
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function entryOf(what: string | null | StateEntry): StateEntry {
  if (what === null) return folder();
  if (typeof what !== 'string') return what;
  return what.startsWith('->') ? { kind: 'link', target: what.slice(2) } : file(what);
}
