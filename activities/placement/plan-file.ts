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

export interface FilePlanOptions {
  /** An attempt before this one may have placed it already. */
  readonly isRepeated: boolean;
  readonly mtime: string;
}

const PLAIN_MODE = 0o644;

export function planFile(current: Manifest, sent: SingleFile, options: FilePlanOptions): FilePlan {
  const path = shownPath(sent.path);
  const there = current.get(path);
  const blocked = foldersOnTheWay(path).find((folder) => {
    const entry = current.get(folder);
    return entry !== undefined && entry.kind !== 'directory';
  });
  if (blocked !== undefined)
    return refuse(
      'notPlaced',
      `${JSON.stringify(displayPath(blocked))} is no folder: nothing can be placed below it`,
    );
  if (there?.kind === 'directory') return refuse('notPlaced', `${JSON.stringify(sent.path)} is a folder`);
  const isDone = options.isRepeated && isAsSent(there, sent);
  if (!isDone && !meets(there, sent.condition))
    return refuse('contentChanged', 'what stands at the path is not what the request names');
  if (sent.what === 'removal')
    return there === undefined && !isDone
      ? refuse('noSuchFile', `there is no ${JSON.stringify(sent.path)}`)
      : { ok: true, placed: { path, entry: { kind: 'absent' } }, isNew: false };
  const others = [...current].filter(([other]) => other !== path);
  const bytes = fileBytesOf(others.map(([, entry]) => entry));
  if (bytes + sent.sizeBytes > sent.maxBytes)
    return refuse('uploadTooLarge', `the workspace would hold more than ${sent.maxBytes} bytes`);
  if (others.length + 1 > sent.maxFiles)
    return refuse('uploadTooLarge', `the workspace would hold more than ${sent.maxFiles} entries`);
  const { sha256, sizeBytes } = sent;
  const mode = sent.mode ?? (there?.kind === 'file' ? there.mode : PLAIN_MODE);
  const entry: StateEntry = { kind: 'file', mode, sha256, sizeBytes, mtime: options.mtime };
  return { ok: true, placed: { path, entry }, isNew: there === undefined };
}

const refuse = (code: 'contentChanged' | 'noSuchFile' | 'notPlaced' | 'uploadTooLarge', reason: string) =>
  ({ ok: false, code, reason }) as const;

const isAsSent = (there: StateEntry | undefined, sent: SingleFile): boolean =>
  sent.what === 'removal' ? there === undefined : there?.kind === 'file' && there.sha256 === sent.sha256;

function meets(there: StateEntry | undefined, condition: FileCondition | undefined): boolean {
  if (condition === undefined) return true;
  if (condition.is === 'absent') return there === undefined;
  if (condition.is === '*') return there !== undefined;
  return there?.kind === 'file' && condition.is.includes(there.sha256);
}
