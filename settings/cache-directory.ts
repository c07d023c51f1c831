/** Where fetched and copied parts are kept: outside of any checkout, shared by all of them. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface CacheOwner {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly uid: number | undefined;
}

const self = (): CacheOwner => ({ env: process.env, home: homedir(), uid: process.getuid?.() });

/**
 * `GOALKEEPER_CACHE_DIR`, else a system directory for root (sandboxes run as another user), else the user's
 * own.
 */
export function cacheDirectory({ env, home, uid }: CacheOwner = self()): string {
  if (env.GOALKEEPER_CACHE_DIR) return env.GOALKEEPER_CACHE_DIR;
  if (uid === 0) return '/var/cache/goalkeeper';
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'goalkeeper');
}
