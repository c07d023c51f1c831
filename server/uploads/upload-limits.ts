/** The limits of uploads as rules hold them, and what no honest archive does. */
import type { UploadLimits } from '../../settings/upload-settings.ts';

/** Which setting of the operator each of them is. */
export const LIMIT_SETTINGS = {
  uploadBytes: 'UPLOAD_MAX_BYTES',
  workspaceBytes: 'WORKSPACE_MAX_BYTES',
  fileBytes: 'WORKSPACE_MAX_FILE_BYTES',
  workspaceFiles: 'WORKSPACE_MAX_FILES',
} as const satisfies Record<keyof UploadLimits, string>;

/** Text and source shrink to a tenth, logs to a hundredth. */
export const MAX_RATIO = 200;
/** What unpacks to less than this may be as empty as it likes. */
const RATIO_FROM_BYTES = 64 * 1024 * 1024;

/** Whether an archive unpacks to what no honest work is packed to. */
export const isBomb = (unpackedBytes: number, sentBytes: number): boolean =>
  unpackedBytes > RATIO_FROM_BYTES && unpackedBytes > MAX_RATIO * sentBytes;
