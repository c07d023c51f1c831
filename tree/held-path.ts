/** Paths below a folder that is held open. */
import { constants } from 'node:fs';
import type { BytePath } from './tree-paths.ts';

/** Opens a folder to be read. One that became a link since it was looked at is refused. */
export const READ_FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/** The kernel resolves it from the folder that is held, wherever that has been moved. */
export const pathBelow = (held: number, name: BytePath): Buffer =>
  Buffer.from(`/proc/self/fd/${held}/${name}`, 'latin1');
