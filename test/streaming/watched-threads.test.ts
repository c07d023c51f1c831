import { expect, test } from '@jest/globals';
import { WATCH_EXPIRES_MS } from '../../streaming/watch-message.ts';
import { createWatchedThreads } from '../../streaming/watched-threads.ts';

test('watched threads: who said so lately → watched, and new once', () => {
  let nowMs = 0;
  const watched = createWatchedThreads(() => nowMs);
  expect([...watched.note({ serverId: 's', threadIds: ['a', 'b'] })]).toEqual(['a', 'b']);
  expect([...watched.note({ serverId: 's', threadIds: ['a', 'c'] })]).toEqual(['c']);
  expect([...watched.note({ serverId: 't', threadIds: ['a'] })]).toEqual(['a']);
  expect(['a', 'b', 'c', 'd'].map((id) => watched.has(id))).toEqual([true, true, true, false]);
  nowMs = WATCH_EXPIRES_MS;
  expect(watched.has('a')).toBe(false);
  expect([...watched.note({ serverId: 's', threadIds: ['a'] })]).toEqual(['a']);
});

test('watched threads: servers and threads that come and go for days → nothing is kept of them', () => {
  let nowMs = 0;
  const watched = createWatchedThreads(() => nowMs);
  for (let visit = 0; visit < 10_000; visit += 1, nowMs += 1_000)
    watched.note({ serverId: `s/${visit}`, threadIds: ['always', `thread-${visit}`] });
  expect(watched.size()).toBeLessThanOrEqual(1 + WATCH_EXPIRES_MS / 1_000);
});
