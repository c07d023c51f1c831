/**
 * What the fields of a manifest may hold. A manifest says where a worker writes, so that one is never taken
 * as it comes: not from an archive that somebody sent, and not from the disk. Pure.
 */
import type { BytePath } from '../tree/tree-paths.ts';

/** The kernel follows no longer one. */
export const MAX_TARGET_BYTES = 4_095;

const SHA256 = /^[0-9a-f]{64}$/;
const MODE = /^[0-7]{1,6}$/;
const SIZE = /^\d{1,16}$/;
/** A link may have none. */
const TIME = /^(?:-?\d{1,20}\.-?\d{1,10})?$/;

/** Whether it leads below the root of the tree, by names alone, and nowhere else whatever is done with it. */
export function isTreePath(path: BytePath): boolean {
  if (path === '' || path.includes('\0')) return false;
  return path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
}

/** What the kernel takes as the target of a link. */
export const isLinkTarget = (target: BytePath): boolean =>
  target !== '' && target.length <= MAX_TARGET_BYTES && !target.includes('\0');

export const FIELDS = {
  sha256: (text: string): boolean => SHA256.test(text),
  mode: (text: string): boolean => MODE.test(text),
  sizeBytes: (text: string): boolean => SIZE.test(text),
  mtime: (text: string): boolean => TIME.test(text),
} as const;
