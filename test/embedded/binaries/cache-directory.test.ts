import { expect, test } from '@jest/globals';
import { cacheDirectory } from '../../../settings/cache-directory.ts';

test.each([
  ['GOALKEEPER_CACHE_DIR → that', { GOALKEEPER_CACHE_DIR: '/here', XDG_CACHE_HOME: '/xdg' }, 0, '/here'],
  [
    'root → the system cache, which other users can read',
    { XDG_CACHE_HOME: '/xdg' },
    0,
    '/var/cache/goalkeeper',
  ],
  ['a user with XDG_CACHE_HOME → below it', { XDG_CACHE_HOME: '/xdg' }, 1000, '/xdg/goalkeeper'],
  ['a user without → below ~/.cache', { XDG_CACHE_HOME: '' }, 1000, '/home/u/.cache/goalkeeper'],
  ['a platform without user ids → below ~/.cache', {}, undefined, '/home/u/.cache/goalkeeper'],
])('cacheDirectory: %s', (_, env, uid, expected) => {
  expect(cacheDirectory({ env, uid, home: '/home/u' })).toBe(expected);
});
