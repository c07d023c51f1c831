/** What the sources say of themselves: imports, types included, exported names, and rings of files. */
import { dirname, join } from 'node:path';

export interface Import {
  readonly from: string;
  /** A path from the root, or the name of a package. */
  readonly target: string;
  readonly isType: boolean;
}

const IMPORT = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const LAZY = /\bimport\('(\.[^']+)'\)/g;
const EXPORT = /^export (?:async )?(?:const|function\*?|interface|type|class) (\w+)/gm;

export function importsOf(file: string, source: string): Import[] {
  const pathOf = (target: string): string => (target.startsWith('.') ? join(dirname(file), target) : target);
  return [
    ...[...source.matchAll(IMPORT)].map(([, type, target = '']) => ({
      from: file,
      target: pathOf(target),
      isType: type !== undefined,
    })),
    ...[...source.matchAll(LAZY)].map(([, target = '']) => ({
      from: file,
      target: pathOf(target),
      isType: false,
    })),
  ];
}

export const exportedNames = (source: string): string[] =>
  [...source.matchAll(EXPORT)].map(([, name = '']) => name);

/**
 * Files that import one another, in whatever way round, each ring once (Tarjan's strongly connected
 * components).
 */
export function ringsOf(imports: readonly Pick<Import, 'from' | 'target'>[]): string[][] {
  const targetsOf = new Map<string, string[]>();
  for (const { from, target } of imports) targetsOf.set(from, [...(targetsOf.get(from) ?? []), target]);
  const indexOf = new Map<string, number>();
  const open: string[] = [];
  const rings: string[][] = [];
  // Answers how far down the open files a way back leads.
  const visit = (file: string): number => {
    const index = indexOf.size;
    indexOf.set(file, index);
    open.push(file);
    let low = index;
    for (const target of targetsOf.get(file) ?? []) {
      const seen = indexOf.get(target);
      if (seen === undefined) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, seen);
    }
    if (low === index) {
      const ring = open.splice(open.indexOf(file));
      if (ring.length > 1) rings.push(ring.sort());
    }
    return low;
  };
  for (const file of [...targetsOf.keys()].sort()) if (!indexOf.has(file)) visit(file);
  return rings;
}
