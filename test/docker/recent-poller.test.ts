import { expect, test } from '@jest/globals';
import { hasRecentPoller, type Poller } from '../../docker/recent-poller.ts';
import { MAX_POLL_AGE_MS } from '../../server/temporal/recent-poll.ts';

const NOW_MS = 1_800_000_000_000;
const poller = (identity: string | null, ageMs?: number): Poller => ({
  identity,
  ...(ageMs === undefined
    ? {}
    : { lastAccessTime: { seconds: { toNumber: () => (NOW_MS - ageMs) / 1000 } } }),
});

test.each([
  ['a poller on this host, a minute ago', [poller('17@c0ffee', 60_000)], true],
  ['at the limit', [poller('17@c0ffee', MAX_POLL_AGE_MS)], true],
  ['among others', [poller('9@beef', 0), poller('17@c0ffee', 0)], true],
  ['nobody', [], false],
  ['another host only', [poller('17@beef', 0)], false],
  ['a host whose name ends alike', [poller('17@my-c0ffee', 0)], false],
  ['this host, too long ago', [poller('17@c0ffee', MAX_POLL_AGE_MS + 1000)], false],
  ['this host, never', [poller('17@c0ffee')], false],
  ['no identity', [poller(null, 0)], false],
])('hasRecentPoller: %s → %p', (_, pollers, expected) => {
  expect(hasRecentPoller(pollers, 'c0ffee', NOW_MS)).toBe(expected);
});
