/** What git keeps of an entry: files with one bit of their mode, and links. Pure. */
import { createHash } from 'node:crypto';
import type { StateEntry } from '../states/state-entry.ts';

export type GitMode = '100644' | '100755' | '120000';

/** `undefined`: git keeps nothing of it. */
export function gitModeOf(entry: StateEntry | undefined): GitMode | undefined {
  if (entry?.kind === 'link') return '120000';
  if (entry?.kind !== 'file') return undefined;
  return (entry.mode & 0o100) === 0 ? '100644' : '100755';
}

export const NO_BLOB = '0'.repeat(40);

/** The name of a content in a repository. */
export const blobId = (content: Uint8Array): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
