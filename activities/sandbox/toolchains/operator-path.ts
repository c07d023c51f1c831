/** Directories that the operator puts on the PATH of commands. */
import { basename, dirname, join } from 'node:path';
import type { HostFiles, Toolchain } from './toolchain.ts';

/**
 * Each directory is visible; of an installation (`<root>/bin` beside `<root>/lib`) all of it, since its
 * programs need that. A home directory, or `.local` in one, is no installation: it keeps more than programs.
 */
export const operatorPath = (look: HostFiles, directories: readonly string[], home: string): Toolchain => ({
  name: 'SANDBOX_PATH',
  directories,
  roots: directories.map((directory) => {
    const root = dirname(directory);
    const isInstallation =
      basename(directory) === 'bin' &&
      !['/', home].includes(root) &&
      !basename(root).startsWith('.') &&
      look.isReachable(join(root, 'lib'));
    return isInstallation ? root : directory;
  }),
  goesFirst: true,
});
