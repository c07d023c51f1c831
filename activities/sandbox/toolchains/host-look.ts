/** Looks at the host's own file system, as the commands' user sees it. */
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import type { HostFiles } from './toolchain.ts';

export const hostLook = (isOpen: (path: string) => boolean): HostFiles => ({
  isReachable(path) {
    try {
      accessSync(path, constants.R_OK);
      return isOpen(path);
    } catch {
      return false;
    }
  },
  names(directory) {
    try {
      return readdirSync(directory);
    } catch {
      return [];
    }
  },
  text(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  },
});
