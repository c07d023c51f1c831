/** How much the files of a state hold together. Pure. */
import type { StateEntry } from './state-entry.ts';

export function fileBytesOf(entries: Iterable<StateEntry>): number {
  let bytes = 0;
  for (const entry of entries) if (entry.kind === 'file') bytes += entry.sizeBytes;
  return bytes;
}
