/** Small files that bubblewrap reads from inherited descriptors, so that they exist in no directory. */
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DataFile {
  /** A descriptor of its own that stands at the beginning; the caller closes it. */
  open(): number;
}

/** Holds `content` in a nameless file for as long as the process lives. */
export function createDataFile(content: string | Uint8Array): DataFile {
  const held = openNameless(content);
  return { open: () => openSync(`/proc/self/fd/${held}`, 'r') };
}

/** A descriptor of a nameless file with `content`; the caller closes it. */
export function openNameless(content: string | Uint8Array): number {
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-data-'));
  try {
    const path = join(directory, 'content');
    writeFileSync(path, content);
    return openSync(path, 'r');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
