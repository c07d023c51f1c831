/** How much a caller may send, as the operator sets it. */
import { z } from 'zod';
import { type Environment, readEnvironment, wholeNumber } from './environment.ts';

/** How much a caller may send, and what of it may stand in a workspace. */
export interface UploadLimits {
  /** One body, as it comes over the wire. */
  readonly uploadBytes: number;
  /** All files together. */
  readonly workspaceBytes: number;
  /** One file. */
  readonly fileBytes: number;
  /** Files, folders and links together. */
  readonly workspaceFiles: number;
}

const MIB = 1024 * 1024;
const MAX_BYTES = 1024 * 1024 * MIB;

const schema = z.object({
  UPLOAD_MAX_BYTES: wholeNumber(1)
    .max(MAX_BYTES)
    .default(512 * MIB),
  WORKSPACE_MAX_BYTES: wholeNumber(1)
    .max(MAX_BYTES)
    .default(2_048 * MIB),
  WORKSPACE_MAX_FILE_BYTES: wholeNumber(1)
    .max(MAX_BYTES)
    .default(256 * MIB),
  WORKSPACE_MAX_FILES: wholeNumber(1).max(1_000_000).default(100_000),
});

export function uploadSettings(environment: Environment): UploadLimits {
  const env = readEnvironment(schema, environment);
  return {
    uploadBytes: env.UPLOAD_MAX_BYTES,
    workspaceBytes: env.WORKSPACE_MAX_BYTES,
    fileBytes: env.WORKSPACE_MAX_FILE_BYTES,
    workspaceFiles: env.WORKSPACE_MAX_FILES,
  };
}

/** What holds where nobody sets anything. */
export const DEFAULT_UPLOAD_LIMITS: UploadLimits = uploadSettings({});
