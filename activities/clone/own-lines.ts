/** What git says itself among what the remote makes it say. Pure. */

/** The remote's own program says this of a commit that it does not give. */
const NO_SUCH_COMMIT = /^fatal: remote error: upload-pack: not our ref [0-9a-f]{40,64}$/;

/**
 * Lines that git marks as the remote's are left out, and all that follows a last word of the remote: it may
 * have many lines, of which only the first is marked.
 */
export function ownLines(complaint: string): string[] {
  const lines = complaint.split(/[\r\n]+/).map((line) => line.trim());
  const end = lines.findIndex((line) => line.includes('remote error:'));
  const own = lines.slice(0, end === -1 ? lines.length : end);
  const last = lines[end];
  if (last !== undefined && NO_SUCH_COMMIT.test(last)) own.push(last);
  return own.filter((line) => line !== '' && !line.startsWith('remote:'));
}
