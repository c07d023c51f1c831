/** Whether a file that was sent, or is to go, may have its place, and what is placed then. Pure. */
import type { FileCondition, Placement, PlacementOutcome } from '../../journal/rows/placement.ts';
import { fileBytesOf } from '../../states/file-bytes.ts';
import type { Manifest, Placed, StateEntry } from '../../states/state-entry.ts';
import { foldersOnTheWay } from '../../tree/folders-on-the-way.ts';
import { displayPath, shownPath } from '../../tree/tree-paths.ts';

export type SingleFile = Exclude<Placement, { readonly what: 'workspace' }>;

export type FilePlan =
  | { readonly ok: true; readonly placed: Placed; readonly isNew: boolean }
  | Extract<PlacementOutcome, { readonly ok: false }>;

const PLAIN_MODE = 0o644;

/**
 * `before`: the workspace as it was before the first attempt to place it, so that an attempt which finds the
 * work of another one plans the same.
 */
export function planFile(before: Manifest, sent: SingleFile, mtime: string): FilePlan {
  const path = shownPath(sent.path);
  const there = before.get(path);
  const blocked = foldersOnTheWay(path).find((folder) => {
    const entry = before.get(folder);
    return entry !== undefined && entry.kind !== 'directory';
  });
  if (blocked !== undefined)
    return refuse(
      'notPlaced',
      `${JSON.stringify(displayPath(blocked))} is no folder: nothing can be placed below it`,
    );
  if (there?.kind === 'directory') return refuse('notPlaced', `${JSON.stringify(sent.path)} is a folder`);
  if (!meets(there, sent.condition))
    return refuse('contentChanged', 'what stands at the path is not what the request names');
  if (sent.what === 'removal')
    return there === undefined
      ? refuse('noSuchFile', `there is no ${JSON.stringify(sent.path)}`)
      : { ok: true, placed: { path, entry: { kind: 'absent' } }, isNew: false };
  const others = [...before].filter(([other]) => other !== path);
  const bytes = fileBytesOf(others.map(([, entry]) => entry));
  if (bytes + sent.sizeBytes > sent.maxBytes)
    return refuse('uploadTooLarge', `the workspace would hold more than ${sent.maxBytes} bytes`);
  if (others.length + 1 > sent.maxFiles)
    return refuse('uploadTooLarge', `the workspace would hold more than ${sent.maxFiles} entries`);
  const { sha256, sizeBytes } = sent;
  const mode = sent.mode ?? (there?.kind === 'file' ? there.mode : PLAIN_MODE);
  const entry: StateEntry = { kind: 'file', mode, sha256, sizeBytes, mtime };
  return { ok: true, placed: { path, entry }, isNew: there === undefined };
}

const refuse = (code: 'contentChanged' | 'noSuchFile' | 'notPlaced' | 'uploadTooLarge', reason: string) =>
  ({ ok: false, code, reason }) as const;

function meets(there: StateEntry | undefined, condition: FileCondition | undefined): boolean {
  if (condition === undefined) return true;
  if (condition.is === 'absent') return there === undefined;
  if (condition.is === '*') return there !== undefined;
  return there?.kind === 'file' && condition.is.includes(there.sha256);
}
