/** Placements whose worker is lost in the middle: the next attempt finishes them, or puts all of it back. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPlaceWork } from '../../../activities/place-work.ts';
import type { Workspaces } from '../../../activities/workspace/workspaces.ts';
import type { Placement } from '../../../journal/rows/placement.ts';
import type { Manifest } from '../../../states/state-entry.ts';
import { createActivityEnvironment } from '../../support/activities/activity-environment.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { manifest } from '../../support/workspace/manifests.ts';

let parts: ActivityParts;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());

const REQUEST = 'r1';

async function begun(sent: (stateId: string) => Placement, wanted: Manifest) {
  const threadId = await parts.newThread();
  const { states } = parts.workspaces;
  const made = await parts.workspaces.ensure(threadId);
  if (!made.ok) throw new Error(made.reason);
  const { directory } = made;
  mkdirSync(join(directory, 'old'));
  writeFileSync(join(directory, 'old/precious'), 'precious');
  writeFileSync(join(directory, 'same'), 'same');
  const before = await states.keep(directory);
  const { stateId } = await states.record(wanted);
  await parts.journal.savePlacement(threadId, REQUEST, sent(stateId));
  return { threadId, directory, before };
}

interface LostAttempt {
  /** It comes back to life, is told that it was given up, and fails. */
  wake(): Promise<unknown>;
}

/** The worker is lost when it has placed so many entries, for as long as it is not woken. */
async function loseAfter(threadId: string, count: number): Promise<LostAttempt> {
  const lost = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<never>();
  const workspaces: Workspaces = {
    ...parts.workspaces,
    place: async (directory, placed) => {
      await parts.workspaces.place(directory, placed.slice(0, count));
      lost.resolve();
      return woken.promise;
    },
  };
  const work = createPlaceWork(parts.with({ workspaces }));
  const environment = createActivityEnvironment(1);
  const attempt = environment.run(work, { threadId, requestId: REQUEST, seq: 3, turn: 0 }).catch(String);
  await lost.promise;
  return {
    wake() {
      environment.cancel('TIMED_OUT');
      woken.reject(new Error('it was away'));
      return attempt;
    },
  };
}

const again = (threadId: string): Promise<{ isPlaced: boolean }> =>
  createActivityEnvironment(2).run(createPlaceWork(parts), {
    ...{ threadId, requestId: REQUEST, seq: 3, turn: 0 },
  });

const whole = (stateId: string): Placement => ({ what: 'workspace', stateId });

test('placeWork: lost in the middle of a whole workspace → the next attempt finishes it', async () => {
  const { states } = parts.workspaces;
  const sha256 = await states.put(Buffer.from('new'));
  const file = { kind: 'file', mode: 0o644, sha256, sizeBytes: 3, mtime: '1700000000.000000000' } as const;
  const { threadId, directory } = await begun(whole, manifest({ a: file, old: file, z: file }));
  const lost = await loseAfter(threadId, 2);
  expect(readdirSync(directory)).not.toContain('z');
  expect(await again(threadId)).toEqual({ isPlaced: true });
  await lost.wake();
  // What has come back to life takes nothing away from who came after it.
  expect(readdirSync(directory).sort()).toEqual(['a', 'old', 'z']);
});

test('placeWork: lost in the middle, and the rest can never be placed → all is as it was before the first attempt', async () => {
  const long = { kind: 'link', target: 'n'.repeat(5_000) } as const;
  const { threadId, directory, before } = await begun(whole, manifest({ a: '->b', old: '->a', z: long }));
  const lost = await loseAfter(threadId, 2);
  expect(readdirSync(directory)).toContain('a');
  expect(await again(threadId)).toEqual({ isPlaced: false });
  await lost.wake();
  expect((await parts.workspaces.states.keep(directory)).stateId).toBe(before.stateId);
  expect((await parts.journal.readPlacement(threadId, REQUEST))?.outcome).toEqual({
    ok: false,
    code: 'notPlaced',
    reason: 'an entry of it cannot be placed (ENAMETOOLONG); the workspace is as it was',
  });
});

test('placeWork: lost behind a file that may only be new → the next attempt finds it its own', async () => {
  const sha256 = await parts.workspaces.states.put(Buffer.from('sent'));
  const { threadId, directory } = await begun(
    () => ({
      ...{ what: 'file', path: 'deep/er/f', sha256, sizeBytes: 4, maxBytes: 100, maxFiles: 100 },
      condition: { is: 'absent' },
    }),
    new Map(),
  );
  const lost = await loseAfter(threadId, 1);
  expect(await again(threadId)).toEqual({ isPlaced: true });
  await lost.wake();
  expect(readFileSync(join(directory, 'deep/er/f'), 'utf8')).toBe('sent');
  expect((await parts.journal.readPlacement(threadId, REQUEST))?.outcome).toMatchObject({ isNew: true });
});
