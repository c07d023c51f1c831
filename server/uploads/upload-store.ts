/** The store that uploads go into, where this process has one. */

import { DEFAULT_UPLOAD_LIMITS } from '../../settings/upload-settings.ts';
import { createDirectoryStore } from '../../states/directory-store.ts';
import type { StateStore } from '../../states/state-store.ts';
import { statesDirectory } from '../../states/workspace-marker.ts';
import type { ServerDependencies } from '../dependencies.ts';
import { ProblemError } from '../http/problem.ts';
import type { ReceiveOptions } from './receive-archive.ts';

export type UploadStore = () => ReceiveOptions & { readonly states: StateStore };

/** The function that it gives throws a 503 where the workspaces are out of this process' reach. */
export function uploadStore({ workspacesDirectory, uploads }: ServerDependencies): UploadStore {
  const states =
    workspacesDirectory === undefined
      ? undefined
      : createDirectoryStore(statesDirectory(workspacesDirectory));
  return () => {
    if (states === undefined) throw new ProblemError(UNREACHABLE);
    return { states, limits: uploads ?? DEFAULT_UPLOAD_LIMITS };
  };
}

const UNREACHABLE = {
  status: 503,
  code: 'unavailable',
  title: 'Files cannot be taken in here',
  detail: 'The operator has to give this server the directory of the workspaces (GOALKEEPER_WORKSPACES_DIR).',
} as const;
