/** What is counted, and how it is summed up. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Journal } from '../../../journal/journal.ts';
import type { UsageGrouping } from '../../../journal/rows/usage-figures.ts';
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { OpenJournal } from '../../support/journal/journals.ts';
import { contractFor, goalChanged } from '../samples.ts';

const EVER = { from: new Date(0), to: new Date(Date.now() + 86_400_000) };
const spent = { model: 'm', inputTokens: 10, cachedInputTokens: 4, outputTokens: 3 };
const NOTHING = {
  ...{ group: null, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
  ...{ modelCalls: 0, turns: 0, goals: 0 },
};

const newThread = (journal: Journal, threadId: string, metadata = {}, madeBy = 'key_1', tenantId = 'a') =>
  journal.createThread({
    ...{ threadId, tenantId, requestId: threadId, settings: {}, labels: { metadata }, madeBy },
  });
const sums = (journal: Journal, groupBy?: UsageGrouping) =>
  journal.sumUsage({ tenantId: 'a', ...EVER, ...(groupBy === undefined ? {} : { groupBy }) });

export function usageCases(open: OpenJournal): void {
  test('countSpent: an answer twice → counted once; of a thread that is not there → not at all', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    for (const threadId of ['t1', 't1', 'nobody'])
      await journal.countSpent({ ...spent, usageId: `u-${threadId}`, threadId, costUsd: 0.1 });
    expect(await sums(journal)).toEqual([
      { ...NOTHING, inputTokens: 10, cachedInputTokens: 4, outputTokens: 3, costUsd: 0.1, modelCalls: 1 },
    ]);
  });

  test('append: a turn that ends, a goal that is set, each twice → each counted once; other changes → not', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    await journal.saveContract('t1', 'g1', 1, contractFor('x'));
    const set = { ...goalChanged(1), change: 'set' } as JournalEvent;
    const ended = {
      seq: 3,
      atMs: 1,
      turn: 1,
      type: 'turnEnded',
      kind: 'user',
      toolCalls: 0,
      tokens: 0,
    } as const;
    for (const _ of [1, 2]) await journal.append('t1', { events: [set, goalChanged(2), ended] });
    expect(await sums(journal)).toMatchObject([{ turns: 1, goals: 1, modelCalls: 0 }]);
    expect(await sums(journal, 'model')).toMatchObject([{ group: null, turns: 1 }]);
  });

  test('sumUsage: a thread is purged → its figures stay, and name nothing of it', async () => {
    const journal = await open();
    await newThread(journal, 't1', { team: 'pay' });
    await journal.countSpent({ ...spent, usageId: 'u', threadId: 't1' });
    expect(await sums(journal, { metadata: 'team' })).toMatchObject([{ group: 'pay', modelCalls: 1 }]);
    await journal.beginPurge('t1');
    await journal.removeRows('t1');
    expect(await sums(journal, { metadata: 'team' })).toMatchObject([{ group: null, modelCalls: 1 }]);
    expect(await sums(journal, 'key')).toMatchObject([{ group: 'key_1', modelCalls: 1 }]);
  });

  test('sumUsage: another time, another tenant → nothing', async () => {
    const journal = await open();
    await newThread(journal, 't1');
    await newThread(journal, 't2', {}, 'key_2', 'b');
    await journal.countSpent({ ...spent, usageId: 'u', threadId: 't2' });
    expect(await sums(journal)).toEqual([NOTHING]);
    expect(await journal.sumUsage({ tenantId: 'b', from: new Date(0), to: new Date(1) })).toEqual([NOTHING]);
  });

  test('sumUsage: any answers of any threads → by each grouping the sums of a plain list, exact to the last digit', async () => {
    const journal = await open();
    const answer = fc.record({
      thread: fc.nat(3),
      model: fc.constantFrom('m1', 'm2'),
      tokens: fc.nat(2_000_000_000),
      nanoUsd: fc.nat(1_000_000_000),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 12 }), async (answers) => {
        round += 1;
        const tenantId = `tenant${round}`;
        const threadOf = (thread: number): string => `r${round}t${thread}`;
        for (const thread of [0, 1, 2, 3])
          await newThread(
            journal,
            threadOf(thread),
            thread === 0 ? {} : { team: `${thread % 2}` },
            `k${thread}`,
            tenantId,
          );
        for (const [index, { thread, model, tokens, nanoUsd }] of answers.entries())
          await journal.countSpent({
            ...{ usageId: `${round}-${index}`, threadId: threadOf(thread), model, inputTokens: tokens },
            ...{ cachedInputTokens: 0, outputTokens: 1, costUsd: nanoUsd / 1e9 },
          });
        const groupings: [UsageGrouping, (each: (typeof answers)[number]) => string | null][] = [
          ['model', ({ model }) => model],
          ['key', ({ thread }) => `k${thread}`],
          [{ metadata: 'team' }, ({ thread }) => (thread === 0 ? null : `${thread % 2}`)],
          ['day', () => new Date().toISOString().slice(0, 10)],
        ];
        for (const [groupBy, groupOf] of groupings) {
          const expected = new Map<
            string | null,
            { inputTokens: number; nanoUsd: number; modelCalls: number }
          >();
          for (const each of answers) {
            const sum = expected.get(groupOf(each)) ?? { inputTokens: 0, nanoUsd: 0, modelCalls: 0 };
            expected.set(groupOf(each), {
              inputTokens: sum.inputTokens + each.tokens,
              nanoUsd: sum.nanoUsd + each.nanoUsd,
              modelCalls: sum.modelCalls + 1,
            });
          }
          const told = await journal.sumUsage({ tenantId, ...EVER, groupBy });
          const known = told.map(({ group, inputTokens, costUsd, modelCalls }) => [
            group,
            { inputTokens, nanoUsd: Math.round(costUsd * 1e9), modelCalls },
          ]);
          expect(new Map(known as [string | null, never][])).toEqual(expected);
        }
      }),
      { numRuns: 15 },
    );
  });
}
