import { describe, expect, test } from '@jest/globals';
import { createArchiveThread } from '../../activities/archive-thread.ts';
import { initialThreadState, type ThreadState } from '../../workflows/thread/state/thread-state.ts';
import { turnStarted } from '../journal/samples.ts';

type Dependencies = Parameters<typeof createArchiveThread>[0];

const STATE: ThreadState = {
  ...initialThreadState('thr_1', 'default'),
  seq: 9,
  inputs: [{ inputId: 'msg_queued' }],
  events: [turnStarted(7)],
  deliveries: [{ inputId: 'msg_a', seq: 8, turn: 1 }],
};

/** A journal that remembers what it is told, in order; `fail` names the method that is away. */
function journalOf(fail?: 'append' | 'archiveThread') {
  const told: unknown[] = [];
  const method =
    (name: 'append' | 'archiveThread') =>
    async (...args: unknown[]) => {
      if (fail === name) throw new Error(`${name} is away`);
      told.push([name, ...args]);
    };
  const journal = { append: method('append'), archiveThread: method('archiveThread') };
  return { told, archive: createArchiveThread({ journal } as unknown as Dependencies) };
}

describe('archiveThread', () => {
  test('outbox → journalled first, and no part of the state that is put away; all else is', async () => {
    const { told, archive } = journalOf();
    await archive({ threadId: 'thr_1', state: STATE });
    expect(told).toEqual([
      ['append', 'thr_1', { events: STATE.events, inputs: STATE.deliveries }],
      ['archiveThread', 'thr_1', { ...STATE, events: [], deliveries: [] }],
    ]);
  });

  test('journal that refuses the outbox → nothing is put away', async () => {
    const { told, archive } = journalOf('append');
    await expect(archive({ threadId: 'thr_1', state: STATE })).rejects.toThrow('append is away');
    expect(told).toEqual([]);
  });

  test('journal that cannot put the state away → rejected, so that Temporal tries again', async () => {
    const { archive } = journalOf('archiveThread');
    await expect(archive({ threadId: 'thr_1', state: STATE })).rejects.toThrow('archiveThread is away');
  });
});
