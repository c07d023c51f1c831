/** A disk that is full under the service's own files: an outage, and no property of the work. */

const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];
/** The system's tools end a line of complaint with the system's words, in English under `TOOL_LOCALE`. */
const COMPLAINT = /: (?:No space left on device|Disk quota exceeded)$/m;
const MAX_CAUSES = 8;

/** The system's tools whose complaints are read run with it. */
export const TOOL_LOCALE = { LC_ALL: 'C' };

/** Passes by itself, when somebody frees some space. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
  readonly code = 'ENOSPC';

  constructor(cause?: unknown) {
    super('the disk of the workspaces is full: free some space on it', { cause });
  }
}

export const complainsOfFullDisk = (complaint: string): boolean => COMPLAINT.test(complaint);

/** Whether the error, or what caused it, bears the system's code for that. */
export function isFullDisk(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth += 1) {
    const { code, cause } = current as { readonly code?: unknown; readonly cause?: unknown };
    if (CODES.includes(code)) return true;
    current = cause;
  }
  return false;
}

/** Runs what writes files of the service; throws `DiskFull` where that is why it failed. */
export async function onOwnDisk<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isFullDisk(error) && !(error instanceof DiskFull) ? new DiskFull(error) : error;
  }
}
