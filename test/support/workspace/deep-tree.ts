/** Folders nested so deep that no path reaches the innermost one. */
import { execFileSync } from 'node:child_process';

const SCRIPT = `
import os, sys
depth, name = int(sys.argv[1]), sys.argv[2]
for _ in range(depth):
    os.mkdir(name)
    os.chdir(name)
open("file", "w").write("deep")
os.symlink("file", "link")
`;

/**
 * `depth` folders in `directory`, each with the same name of so many characters, and a file and a link in the
 * innermost.
 */
export function makeDeepTree(directory: string, depth = 40, nameCharacters = 250): void {
  const name = 'd'.repeat(nameCharacters);
  execFileSync('python3', ['-c', SCRIPT, `${depth}`, name], { cwd: directory });
}
