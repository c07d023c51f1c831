/** A file of the workspace as evidence: looked at from the host, without ever following a link. */
import { lstat } from 'node:fs/promises';
import { entryDigest } from '../../tree/file-digest.ts';
import { hasRealParents } from '../../tree/real-parents.ts';
import { toBytePath, toHostPath } from '../../tree/tree-paths.ts';

/** It is read again with every request, so larger ones are not taken: a command can show what they hold. */
export const MAX_EVIDENCE_FILE_BYTES = 32 * 1024 * 1024;

/**
 * The entry digest of what stands at the path, `absent` when nothing does or a link leads there, or `too
 * large`. `path` is relative and normalised. Meant for a workspace in which no command is running.
 */
export async function evidenceDigest(workspace: string, path: string): Promise<string> {
  const bytePath = toBytePath(path);
  if (!(await hasRealParents(workspace, bytePath))) return 'absent';
  const hostPath = toHostPath(workspace, bytePath);
  const stats = await lstat(hostPath).catch(() => undefined);
  if (stats?.isFile() && stats.size > MAX_EVIDENCE_FILE_BYTES) return 'too large';
  return entryDigest(hostPath);
}

/** Why an entry with this digest is no evidence; `undefined` for a file. */
export function fileProblem(digest: string): string | undefined {
  if (digest.startsWith('file ')) return undefined;
  if (digest === 'absent') return 'there is no such file';
  if (digest === 'too large')
    return `is larger than ${MAX_EVIDENCE_FILE_BYTES / 1024 / 1024} MiB; cite a command that reads it`;
  if (digest.startsWith('directory ')) return 'is a directory; cite a file in it';
  return digest.startsWith('link ') ? 'is a link; cite the file itself' : 'is not a file that can be read';
}
