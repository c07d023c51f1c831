/** An archive while it is taken in, and what its errors are to the caller. */
import type { Readable } from 'node:stream';
import type { UploadLimits } from '../../settings/upload-settings.ts';
import type { StagedContents } from '../../states/staged-contents.ts';
import { ProblemError } from '../http/problem.ts';
import type { GatheredEntries } from './gathered-entries.ts';
import { damagedArchive } from './refused-upload.ts';

export interface ReceivedArchive {
  readonly body: Readable;
  readonly limits: UploadLimits;
  readonly entries: GatheredEntries;
  readonly staged: StagedContents;
}

/** Codes of the system that are the caller's doing. */
const OF_CALLER: readonly unknown[] = ['ECONNRESET', 'EPIPE'];
/** The others of the system's, e.g. of a full disk, are the service's own. */
const OF_SYSTEM = /^E[A-Z]+$/;

/** Whatever is no error of the service's own says that the archive cannot be read. */
export function archiveProblem(error: unknown): unknown {
  if (error instanceof ProblemError) return error;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string' && OF_SYSTEM.test(code) && !OF_CALLER.includes(code)) return error;
  const said = error instanceof Error ? error.message : String(error);
  return damagedArchive(`It is no whole archive: ${said.slice(0, 200)}`);
}
