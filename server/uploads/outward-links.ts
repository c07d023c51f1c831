/** Where links of a tree that is not placed yet lead. Pure. */
import type { Manifest } from '../../states/state-entry.ts';
import type { BytePath } from '../../tree/tree-paths.ts';
import { MAX_LEVELS } from './entry-name.ts';

/** The kernel follows as many. */
const MAX_HOPS = 40;
/** All links of an honest archive together take far fewer. */
const MAX_STEPS = 2_000_000;

interface Budget {
  steps: number;
}

/**
 * The first link that leads out of the tree: by an absolute target, or by climbing above its root, also where
 * only other links make it climb. So does one that is not followed to its end within the steps that all of an
 * archive's links have together.
 */
export function outwardLink(manifest: Manifest): BytePath | undefined {
  const budget: Budget = { steps: MAX_STEPS };
  for (const [path, entry] of manifest)
    if (entry.kind === 'link' && leadsOut(manifest, path, entry.target, budget)) return path;
  return undefined;
}

function leadsOut(manifest: Manifest, path: BytePath, target: BytePath, budget: Budget): boolean {
  if (target.startsWith('/')) return true;
  const at = path.split('/').slice(0, -1);
  /** The next name is at the end. */
  const ahead = target.split('/').reverse();
  for (let hops = 0; ahead.length > 0; ) {
    const name = ahead.pop();
    budget.steps -= 1;
    if (budget.steps < 0) return true;
    if (name === undefined || name === '' || name === '.') continue;
    if (name === '..') {
      if (at.pop() === undefined) return true;
      continue;
    }
    at.push(name);
    // No entry lies deeper.
    const entry = at.length > MAX_LEVELS ? undefined : manifest.get(at.join('/'));
    if (entry?.kind !== 'link') continue;
    hops += 1;
    // A ring leads nowhere.
    if (hops > MAX_HOPS) return false;
    if (entry.target.startsWith('/')) return true;
    at.pop();
    ahead.push(...entry.target.split('/').reverse());
  }
  return false;
}
