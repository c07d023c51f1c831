/** Which files of the repository enter the image, and which ones its processes need. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether `.dockerignore` lets a path through: of the patterns that match it or a directory above it, the
 * last decides.
 */
export function isAdmitted(path: string, dockerignore: string): boolean {
  let admitted = true;
  for (const line of dockerignore.split('\n').filter((text) => text !== '' && !text.startsWith('#'))) {
    const pattern = line.replace(/^!/, '');
    if (matches(path, pattern)) admitted = line.startsWith('!');
  }
  return admitted;
}

/**
 * Patterns match as Docker's do: `*` also stands for names that begin with a dot, and a pattern covers all
 * below a directory.
 */
function matches(path: string, pattern: string): boolean {
  const source = pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
  return new RegExp(`^${source}(/|$)`).test(path);
}

/** Every file that the entries import or name by a relative path, directly or not; types count too. */
export function filesReachableFrom(entries: readonly string[], repository: string): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path) || !existsSync(join(repository, path))) return;
    found.add(path);
    const text = readFileSync(join(repository, path), 'utf8');
    for (const [, target = ''] of text.matchAll(/'(\.{1,2}\/[\w./-]+\.ts)'/g))
      visit(join(dirname(path), target));
  };
  entries.forEach(visit);
  return [...found].sort();
}
