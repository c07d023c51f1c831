/** Entity tags of what is made of a whole state. Pure. */
import { createHash } from 'node:crypto';
import { encode, stateIdOf } from '../../states/manifest-format.ts';
import type { Manifest } from '../../states/state-entry.ts';

/**
 * `parts`: the states that it is made of, and its form. Weak where one of them is living: it may change while
 * it is read.
 */
export function viewTag(manifests: readonly Manifest[], form: string, isLiving: boolean): string {
  const ids = manifests.map((manifest) => stateIdOf(encode(manifest)));
  const tag = createHash('sha256')
    .update([form, ...ids].join(' '))
    .digest('hex');
  return `${isLiving ? 'W/' : ''}"${tag}"`;
}
