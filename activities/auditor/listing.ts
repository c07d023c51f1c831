/**
 * The files of a workspace as an auditor is shown them, page by page. What was changed comes first, and every
 * name is quoted, so that no number of decoys pushes anything out of sight and no name forges a line. Pure.
 */

import type { Manifest, StateEntry } from '../../states/state-entry.ts';
import { type BytePath, displayPath, shownPath } from '../../tree/tree-paths.ts';
import { countOf } from '../../workflows/text/count-of.ts';
import { type ChangedFile, KINDS } from '../accepted/changed-files.ts';

interface Listed {
  readonly path: BytePath;
  readonly line: string;
  readonly isChanged: boolean;
}

export type Listing = readonly Listed[];

export interface ListingPage {
  /** Only what is in it; absent: everything but what is below the folders that are left out. */
  readonly folder?: BytePath | undefined;
  readonly isChangedOnly: boolean;
  /** Entries to pass over. */
  readonly offset: number;
}

const MAX_ENTRIES = 300;
/** One page has at most so much; an auditor is shown a little more of one answer. */
const MAX_BYTES = 14_000;
/** Their number says nothing of the work; what was changed in them is listed all the same. */
const LEFT_OUT = ['.git', 'node_modules'];

/**
 * Changes kind after kind, those of which most depends first, then the rest by path. Empty folders are
 * entries, others are not.
 */
export function listingOf(manifest: Manifest, changes: readonly ChangedFile[]): Listing {
  const changed = KINDS.flatMap((kind) => changes.filter((change) => change.kind === kind)).map((change) => {
    const path = shownPath(change.path.replace(/\/$/, ''));
    const line = lineOf(path, manifest.get(path), `, ${change.change}, ${change.kind}`);
    return { path, line, isChanged: true };
  });
  const isListed = new Set(changed.map(({ path }) => path));
  const filled = new Set(
    [...manifest.keys()].map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))),
  );
  const rest = [...manifest].flatMap(([path, entry]): Listed[] =>
    isListed.has(path) || (entry.kind === 'directory' && filled.has(path))
      ? []
      : [{ path, line: lineOf(path, entry), isChanged: false }],
  );
  return [...changed, ...rest];
}

export function listingPage(listing: Listing, { folder, isChangedOnly, offset }: ListingPage): string {
  const inFolder = listing.filter(
    ({ path, isChanged }) =>
      (!isChangedOnly || isChanged) && (folder === undefined || path.startsWith(`${folder}/`)),
  );
  const shown = inFolder.filter(({ path, isChanged }) => isChanged || !isLeftOut(path, folder));
  if (shown.length === 0) return [NOTHING, ...leftOutLine(inFolder.length)].join('\n');
  if (offset >= shown.length) return `Offset ${offset} is behind the last of ${shown.length}.`;
  const lines = pageOf(shown.slice(offset).map(({ line }) => line));
  const end = offset + lines.length;
  const more = end < shown.length ? ` Go on with offset ${end}.` : '';
  const head = `Entries ${offset + 1}-${end} of ${shown.length}; changed ones first.${more}`;
  return [head, ...lines, ...leftOutLine(inFolder.length - shown.length)].join('\n');
}

const NOTHING = 'There is nothing to list.';

const leftOutLine = (count: number): string[] =>
  count === 0
    ? []
    : [
        `Not listed: ${count} more below .git and node_modules; name one of them as folder to see what is in it.`,
      ];

function isLeftOut(path: BytePath, folder: BytePath | undefined): boolean {
  const below = folder === undefined ? path : path.slice(folder.length + 1);
  const isAsked = folder?.split('/').some((name) => LEFT_OUT.includes(name)) === true;
  return (
    !isAsked &&
    below
      .split('/')
      .slice(0, -1)
      .some((name) => LEFT_OUT.includes(name))
  );
}

/** A page has as many lines as fit, one at least. */
function pageOf(lines: readonly string[]): string[] {
  let bytes = 0;
  const end = lines.slice(0, MAX_ENTRIES).findIndex((line, index) => {
    bytes += Buffer.byteLength(JSON.stringify(line));
    return index > 0 && bytes > MAX_BYTES;
  });
  return lines.slice(0, end < 0 ? MAX_ENTRIES : end);
}

const lineOf = (path: BytePath, entry: StateEntry | undefined, change = ''): string =>
  `${JSON.stringify(displayPath(path))} ${whatIs(entry)}${change}`;

function whatIs(entry: StateEntry | undefined): string {
  switch (entry?.kind) {
    case undefined:
      return 'not there';
    case 'file':
      return `${countOf(entry.sizeBytes, 'byte')}${(entry.mode & 0o111) === 0 ? '' : ', executable'}`;
    case 'link':
      return `link to ${JSON.stringify(displayPath(entry.target))}`;
    case 'directory':
      return 'folder';
    case 'special':
      return entry.what;
  }
}
