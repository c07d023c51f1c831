/** Entries of the workspace as they were, to be put into a copy of it. */
import type { Journal } from '../../journal/journal.ts';
import type { PlacedAt, PlacedEntry } from '../workspace/place-entry.ts';
import { shownPath } from '../workspace/tree-paths.ts';
import { contentOf } from './kept-contents.ts';
import { type Digests, digestIn } from './seal.ts';

/** What stood at each path; those whose content is not kept are left out. Folders come before what is in them. */
export async function keptEntries(
  journal: Pick<Journal, 'readContents'>,
  threadId: string,
  digests: Digests,
  paths: readonly string[],
): Promise<PlacedAt[]> {
  const wanted = paths
    .map((path) => contentOf(digestIn(digests, path)))
    .filter((sha256) => sha256 !== undefined);
  const contents =
    wanted.length === 0
      ? new Map<string, Buffer>()
      : await journal.readContents(threadId, [...new Set(wanted)]);
  return [...paths].sort().flatMap((path) => {
    const entry = entryOf(digestIn(digests, path), contents);
    return entry === undefined ? [] : [{ path: shownPath(path), entry }];
  });
}

function entryOf(digest: string, contents: ReadonlyMap<string, Buffer>): PlacedEntry | undefined {
  if (digest === 'absent') return { kind: 'absent' };
  const [kind, mode = ''] = digest.split(' ');
  if (kind === 'directory') return { kind, mode: Number.parseInt(mode, 8) };
  const content = contents.get(contentOf(digest) ?? '');
  if (content === undefined) return undefined;
  return kind === 'link'
    ? { kind, target: content }
    : { kind: 'file', mode: Number.parseInt(mode, 8), content };
}
