/** Where links of a tree that is not placed yet lead. Pure. */
import type { Manifest } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';

/** The kernel follows as many. */
const MAX_HOPS = 40;

/**
 * The first link that leads out of the tree: by an absolute target, or by climbing above its root, also where
 * only other links make it climb.
 */
export function outwardLink(manifest: Manifest): BytePath | undefined {
  for (const [path, entry] of manifest)
    if (entry.kind === 'link' && leadsOut(manifest, path, entry.target)) return path;
  return undefined;
}

function leadsOut(manifest: Manifest, path: BytePath, target: BytePath): boolean {
  if (target.startsWith('/')) return true;
  const at = path.split('/').slice(0, -1);
  const ahead = target.split('/');
  for (let hops = 0; ahead.length > 0; ) {
    const name = ahead.shift();
    if (name === undefined || name === '' || name === '.') continue;
    if (name === '..') {
      if (at.pop() === undefined) return true;
      continue;
    }
    at.push(name);
    const entry = manifest.get(at.join('/'));
    if (entry?.kind !== 'link') continue;
    hops += 1;
    // A ring leads nowhere.
    if (hops > MAX_HOPS) return false;
    if (entry.target.startsWith('/')) return true;
    at.pop();
    ahead.unshift(...entry.target.split('/'));
  }
  return false;
}
