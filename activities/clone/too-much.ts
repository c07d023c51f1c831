/** Whether a repository is larger than a workspace may be: as it is listed, and again as it came out. */
import type { UploadLimits } from '../../settings/upload-settings.ts';
import { listEntries } from '../../tree/list-entries.ts';
import { displayPath } from '../../tree/tree-paths.ts';
import type { TreeList } from './tree-list.ts';

/** What the repository and its submodules may still take. */
export interface Left {
  bytes: number;
  files: number;
  submodules: number;
}

type Sizes = Pick<TreeList, 'files' | 'totalBytes' | 'largest'>;

/** Throws with the limit's name. */
export function refuseTooMuch(
  { files, totalBytes, largest }: Sizes,
  limits: UploadLimits,
  left: Left,
  url: string,
): void {
  left.bytes -= totalBytes;
  left.files -= files;
  const large = largest !== undefined && largest.bytes > limits.fileBytes;
  if (left.bytes >= 0 && left.files >= 0 && !large) return;
  const why = large
    ? `${largest.path} has more than WORKSPACE_MAX_FILE_BYTES allows (${limits.fileBytes})`
    : left.bytes < 0
      ? `its files have together more than WORKSPACE_MAX_BYTES allows (${limits.workspaceBytes})`
      : `it holds more files than WORKSPACE_MAX_FILES allows (${limits.workspaceFiles})`;
  throw new Error(`the repository ${url} is too large: ${why}`);
}

/** All that stands in the clone beside what git keeps of it and of its submodules. */
export async function refuseLargeCheckout(clone: string, limits: UploadLimits, url: string): Promise<void> {
  let files = 0;
  let totalBytes = 0;
  let largest: Sizes['largest'];
  for (const [path, { kind, size }] of await listEntries(clone)) {
    if (kind === 'd' || path.split('/').includes('.git')) continue;
    const bytes = Number(size);
    files += 1;
    totalBytes += bytes;
    if (bytes > (largest?.bytes ?? 0)) largest = { path: displayPath(path), bytes };
  }
  const left: Left = { bytes: limits.workspaceBytes, files: limits.workspaceFiles, submodules: 0 };
  refuseTooMuch({ files, totalBytes, ...(largest === undefined ? {} : { largest }) }, limits, left, url);
}
