/**
 * The paths of a workspace as a tree, so that a pattern is held against names that it can reach, and not
 * against every path. Pure.
 */
import { shownBytes } from './path-bytes.ts';
import { isGlob, matchesName, segmentsOf } from './path-pattern.ts';

/** Names as bytes; a file is a folder without entries. */
export interface PathTree {
  readonly children: ReadonlyMap<string, PathTree>;
}

interface Growing extends PathTree {
  readonly children: Map<string, Growing>;
}

/** The tree is made of paths as records show them; folders may be among them or not. */
export function pathTree(paths: readonly string[]): PathTree {
  const root: Growing = { children: new Map() };
  for (const path of paths) {
    let folder = root;
    for (const name of segmentsOf(shownBytes(path))) {
      const found = folder.children.get(name) ?? { children: new Map() };
      folder.children.set(name, found);
      folder = found;
    }
  }
  return root;
}

/**
 * Whether the pattern, given as its names in bytes, covers anything in the tree: what `covers` says of one of
 * its paths.
 */
export function matchesIn(tree: PathTree, wanted: readonly string[]): boolean {
  const names = wanted.filter((segment, index) => segment !== '**' || wanted[index + 1] !== '**');
  // Whatever way leads to a folder, what is below it is looked at once for each rest of the pattern.
  const seen = names.map(() => new Set<PathTree>());
  const search = (folder: PathTree, at: number): boolean => {
    const segment = names[at];
    if (segment === undefined) return true;
    if (seen[at]?.has(folder)) return false;
    seen[at]?.add(folder);
    if (segment === '**') {
      if (at === names.length - 1) return folder.children.size > 0;
      return search(folder, at + 1) || [...folder.children.values()].some((child) => search(child, at));
    }
    return childrenAt(folder, segment).some(([, child]) => search(child, at + 1));
  };
  return names.length > 0 && search(tree, 0);
}

/** The entries of a folder that one segment of a pattern names. */
export function childrenAt({ children }: PathTree, segment: string): (readonly [string, PathTree])[] {
  if (isGlob(segment)) return [...children].filter(([name]) => matchesName(segment, name));
  const child = children.get(segment);
  return child === undefined ? [] : [[segment, child]];
}
