/** Descriptors that the service itself was started with and that its children would inherit. */
import { openSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;

/**
 * Open descriptors above stderr without the close-on-exec flag. Node opens files with the flag and, at its
 * start, sets it on the unbroken row of low numbers; whatever its parent left open at a higher number passes
 * on to children, and would give a sandboxed command what stands behind it.
 */
function leakedDescriptors(): number[] {
  return readdirSync('/proc/self/fdinfo')
    .map(Number)
    .filter((fd) => fd > 2 && isInheritable(fd));
}

function isInheritable(fd: number): boolean {
  try {
    const flags = /^flags:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    // The descriptor that listed the directory is closed by now.
    return false;
  }
}

/** Puts `/dev/null` over those descriptors in a child; the places between them stay as they are. */
export function createMask(): (
  stdio: readonly (number | 'pipe' | 'ignore' | undefined)[],
) => (number | 'pipe' | 'ignore')[] {
  const leaked = leakedDescriptors();
  const nothing = leaked.length === 0 ? -1 : openSync('/dev/null', 'r');
  return (stdio) => {
    const last = Math.max(stdio.length - 1, ...leaked);
    return Array.from(
      { length: last + 1 },
      (_, fd) => stdio[fd] ?? (leaked.includes(fd) ? nothing : 'ignore'),
    );
  };
}
