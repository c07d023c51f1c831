import { expect, jest, test } from '@jest/globals';
import { measureWorkspaces } from '../../worker/measure-workspaces.ts';

test('measureWorkspaces: one thread cannot be measured → told by its kind, the next one is measured; stopped → ends at once', async () => {
  const told = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const measured = Promise.withResolvers<string>();
  const parts = {
    journal: {
      listUnmeasured: async () => ['poison', 'thr_1'],
      listKeptStates: async () => [],
      readThreadSize: async () => undefined,
      saveThreadSize: async (threadId: string) => measured.resolve(threadId),
    },
    workspaces: {
      set: async () => ({ setId: 's', worker: 'w', directory: '/w' }),
      async bytesOf(threadId: string) {
        if (threadId === 'poison') throw new Error('words that nobody logs');
        return 7;
      },
    },
  };
  const stop = measureWorkspaces(parts as unknown as Parameters<typeof measureWorkspaces>[0]);
  expect(await measured.promise).toBe('thr_1');
  await stop();
  expect(told.mock.calls.flat().join()).toMatch(/^The size of a workspace could not be measured/);
  expect(told.mock.calls.flat().join()).not.toContain('nobody logs');
  told.mockRestore();
});
