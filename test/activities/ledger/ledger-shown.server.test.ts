import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ActivityDependencies } from '../../../activities/dependencies.ts';
import { createRecall } from '../../../activities/memory/recall.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { CLAIM, type GoalThread, openGoalThread } from '../../support/activities/ledger-bench.ts';
import { askedFor, callModel, modelCall } from '../../support/activities/model-call-bench.ts';

let parts: ActivityParts;
let thread: GoalThread;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());
beforeEach(async () => {
  thread = await openGoalThread(parts);
});

const recordOn = async (...refs: readonly { kind: string; ref: string }[]) => {
  const command = await thread.called('shell', { command: 'node mc.mjs' }, 'exit code 0, 0.4 s');
  const evidence = [{ kind: 'item', ref: String(command) }, ...refs];
  const { output } = await thread.record('record_claim', { ...CLAIM, evidence });
  expect(output).toMatch(/^Recorded as confirmed/);
};
const FILE = { kind: 'file', ref: 'price.txt' };
const CHECK = { kind: 'check', ref: 'price' };

/** The lines of a section of the closing block that the model gets now. */
async function shown(section: string, dependencies: ActivityDependencies = parts): Promise<string[]> {
  const { threadId } = thread;
  await callModel(
    dependencies,
    await modelCall(parts, { threadId, seq: thread.takeSeq(), goal: thread.goal() }),
  );
  const last = askedFor(parts, threadId).at(-1)?.request.input.at(-1)?.content;
  const lines = String(last).split('\n');
  const start = lines.indexOf(`<${section}>`);
  return start < 0 ? [] : lines.slice(start + 1, lines.indexOf(`</${section}>`));
}

const staleInJournal = async () => (await thread.claims()).map(({ stale }) => stale);

describe('callModel: ledger', () => {
  test('claims and experiments → in the next request', async () => {
    await recordOn();
    await thread.record('record_iteration', { changed: 'a <b>', observed: 'c', next: 'd' });
    expect(await shown('ledger')).toEqual([
      'confirmed: The price is 1.69 | shown by: shell node mc.mjs: exit code 0, 0.4 s',
    ]);
    expect(await shown('experiments')).toEqual(['turn 1: changed: a <b> | observed: c | next: d']);
  });

  test('the number of a command → in the first line of its result, as a claim cites it', async () => {
    const seq = await thread.called('shell', { command: 'node mc.mjs' }, 'exit code 0, 0.4 s\nprice 1.69');
    await shown('state');
    const outputs = askedFor(parts, thread.threadId)
      .at(-1)
      ?.request.input.map(({ output }) => output);
    expect(outputs).toContain(`exit code 0, 0.4 s [item ${seq}]\nprice 1.69`);
  });

  test('nothing recorded → no section, and the journal is not asked for any', async () => {
    const listClaims = () => Promise.reject(new Error('asked'));
    const journal = { ...parts.journal, listClaims, listIterations: listClaims };
    const dependencies = parts.with({ journal, recall: createRecall(journal) });
    expect(await shown('ledger', dependencies)).toEqual([]);
    expect(await shown('experiments', dependencies)).toEqual([]);
  });

  test('recorded by another worker → shown as well', async () => {
    await recordOn();
    await shown('ledger');
    const other = parts.with({ recall: createRecall(parts.journal) });
    const input = await thread.call('record_iteration', { changed: 'a', observed: 'b', next: 'c' });
    await thread.run(input, other);
    expect(await shown('experiments')).toHaveLength(1);
  });
});

describe('callModel: stale evidence', () => {
  test('the file changes, is gone, and comes back → stale, and standing again; kept in the journal', async () => {
    thread.put('price.txt', '1.69');
    // A workspace that others have emptied would be a lost one.
    thread.put('other.txt', 'it stays');
    await recordOn(FILE);
    const standing = 'confirmed: The price is 1.69';
    expect((await shown('ledger'))[0]).toMatch(standing);
    thread.put('price.txt', '1.70');
    expect((await shown('ledger'))[0]).toMatch(
      /^uncertain, was confirmed: .* \| STALE: file price\.txt has changed since$/,
    );
    expect(await staleInJournal()).toEqual([['file price.txt has changed since']]);
    rmSync(join(thread.workspace, 'price.txt'));
    expect((await shown('ledger'))[0]).toContain('STALE: file price.txt is gone');
    thread.put('price.txt', '1.69');
    expect((await shown('ledger'))[0]).toMatch(standing);
    expect(await staleInJournal()).toEqual([[]]);
  });

  test('recorded again on the file as it is now → stands; the one before stays as it was', async () => {
    thread.put('price.txt', '1.69');
    await recordOn(FILE);
    thread.put('price.txt', '1.70');
    await shown('ledger');
    await recordOn(FILE);
    expect(await shown('ledger')).toEqual([expect.stringMatching(/^confirmed: /)]);
    expect(await staleInJournal()).toEqual([['file price.txt has changed since'], []]);
  });

  test('nothing has changed → nothing is written', async () => {
    thread.put('price.txt', '1.69');
    await recordOn(FILE);
    const markStale = () => Promise.reject(new Error('written'));
    const journal = { ...parts.journal, markStale };
    expect(await shown('ledger', parts.with({ journal }))).toHaveLength(1);
  });

  test('the workspace cannot be opened → shown as last found', async () => {
    thread.put('price.txt', '1.69');
    await recordOn(FILE);
    thread.put('price.txt', '1.70');
    await shown('ledger');
    const ensure = async () => ({ ok: false as const, code: 'copyFailed' as const, reason: 'gone' });
    const dependencies = parts.with({ workspaces: { ...parts.workspaces, ensure } });
    expect((await shown('ledger', dependencies))[0]).toContain('STALE: file price.txt has changed');
  });
});

describe('runChecks: stale evidence', () => {
  test('a cited check fails → stale at once; passes again → stands', async () => {
    await thread.check();
    await recordOn(CHECK);
    await thread.check('error');
    expect(await staleInJournal()).toEqual([[]]);
    await thread.check('price');
    expect(await staleInJournal()).toEqual([['check price has failed since']]);
    expect((await shown('ledger'))[0]).toMatch(/^uncertain, was confirmed/);
    await thread.check();
    expect(await staleInJournal()).toEqual([[]]);
    expect((await shown('ledger'))[0]).toMatch(/^confirmed/);
  });

  test('a cited file changed → found at the checks as well', async () => {
    thread.put('price.txt', '1.69');
    await recordOn(FILE);
    thread.put('price.txt', '1.70');
    await thread.check();
    expect(await staleInJournal()).toEqual([['file price.txt has changed since']]);
  });
});
