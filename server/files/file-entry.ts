/** An entry of a folder, and which state it is of, as replies show them. Pure. */
import { defined } from '../../objects/defined.ts';
import { type BytePath, displayPath } from '../../tree/tree-paths.ts';
import { whyOf } from '../lookup/kept-why.ts';
import type { FileEntryReply, ShownState } from './file-schema.ts';
import type { FoundView } from './find-view.ts';
import type { ViewedEntry } from './view/tree-view.ts';

const KINDS = { file: 'file', directory: 'folder', link: 'link', special: 'special' } as const;

export const kindOf = ({ kind }: Pick<ViewedEntry, 'kind'>): FileEntryReply['kind'] => KINDS[kind];

export const entryReply = (folder: BytePath, name: BytePath, entry: ViewedEntry): FileEntryReply => ({
  name: displayPath(name),
  path: displayPath(folder === '' ? name : `${folder}/${name}`),
  kind: kindOf(entry),
  ...('sizeBytes' in entry ? { bytes: entry.sizeBytes } : {}),
  ...('mode' in entry ? { mode: entry.mode.toString(8) } : {}),
  ...('sha256' in entry ? { sha256: entry.sha256 } : {}),
  ...('mtime' in entry ? timeOf(entry.mtime) : {}),
  ...(entry.kind === 'link' ? { target: displayPath(entry.target) } : {}),
  ...(entry.kind === 'special' ? { what: entry.what } : {}),
});

/** A command can set a time that no calendar has. */
function timeOf(mtime: string | undefined): { mtime?: string } {
  const time = new Date(Math.floor(Number(mtime) * 1_000));
  const isPlain = time.getTime() >= 0 && time.getUTCFullYear() < 10_000;
  return isPlain ? { mtime: time.toISOString() } : {};
}

export const shownState = ({ kept, isStale }: FoundView): ShownState => ({
  kind: kept === undefined ? 'living' : 'kept',
  ...defined({ stateId: kept?.stateId, why: kept && whyOf(kept.keptFor), asOf: kept?.at.toISOString() }),
  stale: isStale,
});

/** The same for replies that are no JSON. */
export const stateHeaders = (found: FoundView): Record<string, string> => ({
  'goalkeeper-state': found.kept?.stateId ?? 'living',
  'goalkeeper-stale': String(found.isStale),
  ...(found.kept === undefined ? {} : { 'goalkeeper-as-of': found.kept.at.toISOString() }),
});
