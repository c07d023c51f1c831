/**
 * Whether a change time tells every write. On tmpfs a write through a memory map moves no time, and of a file
 * system that is not known nothing is promised: only those count whose kernel code moves the times when a
 * mapped page is first written.
 */
import { statfs } from 'node:fs/promises';

const TRUSTED: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0x2fc12fc1, // ZFS
  0xf2f52010, // F2FS
]);

/** `false` also when it cannot be found out: then every file is read anew. */
export async function trustsChangeTimes(directory: string): Promise<boolean> {
  const type = (await statfs(directory).catch(() => undefined))?.type;
  // The kernel's type may come sign-extended.
  return type !== undefined && TRUSTED.has(type >>> 0);
}
