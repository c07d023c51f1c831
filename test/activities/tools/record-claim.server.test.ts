import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { omit } from '../../../objects/omit.ts';
import { type ActivityParts, openActivityParts } from '../../support/activities/activity-parts.ts';
import { CLAIM, type GoalThread, openGoalThread, PRICED } from '../../support/activities/ledger-bench.ts';
import { checkWith, contractWith } from '../../support/contract/sample-contract.ts';

const DIGESTS = { digest: expect.any(String), answerDigest: expect.any(String) };

let parts: ActivityParts;
let thread: GoalThread;
beforeAll(async () => {
  parts = await openActivityParts();
});
afterAll(() => parts.close());
beforeEach(async () => {
  thread = await openGoalThread(parts);
});

const PASSED = 'exit code 0, 0.42 s\nprice 1.69';
const runs = (): Promise<number> => thread.called('shell', { command: 'node mc.mjs' }, PASSED);

/** Records the claim on these pieces, each as `kind ref`. */
const claimOn = (refs: readonly string[], fields: object = {}) =>
  thread.record('record_claim', {
    ...CLAIM,
    evidence: refs.map((one) => {
      const [kind, ...ref] = one.split(' ');
      return { kind, ref: ref.join(' ') };
    }),
    ...fields,
  });

describe('record_claim: evidence that is found', () => {
  test('a check that the service ran → confirmed; kept with its run and its place', async () => {
    await thread.check();
    const { result, output, input } = await claimOn(['check price']);
    expect(result).toEqual({ ok: true, recorded: true, isNearer: true, ...DIGESTS });
    expect(output).toBe('Recorded as confirmed.\n- service: price (verification) passed: exit 0');
    expect(await thread.claims()).toEqual([
      {
        claimId: input.callId,
        threadId: thread.threadId,
        goalId: thread.goal().goalId,
        revision: 1,
        turn: 1,
        seq: input.seq,
        recordedAtMs: expect.any(Number),
        claim: CLAIM.claim,
        route: CLAIM.route,
        status: 'confirmed',
        uncertainty: '',
        stale: [],
        evidence: [
          {
            ref: { kind: 'check', name: 'price' },
            source: 'service',
            summary: 'price (verification) passed: exit 0',
            seq: 2,
            passed: true,
          },
        ],
      },
    ]);
  });

  test('a command, a file and the checks as a whole → each typed by who produced it', async () => {
    await thread.check();
    const checks = thread.lastSeq();
    thread.put('out/price.txt', '1.69');
    const command = await runs();
    const { output } = await claimOn([`item ${command}`, 'file /workspace/out//price.txt', `item ${checks}`]);
    expect(output.split('\n').slice(1)).toEqual([
      '- command: shell node mc.mjs: exit code 0, 0.42 s',
      '- file: file out/price.txt',
      '- service: 2 of 2 checks passed',
    ]);
    expect((await thread.claims())[0]?.evidence[1]).toEqual({
      ref: { kind: 'file', path: 'out/price.txt' },
      source: 'file',
      summary: 'file out/price.txt',
      digest: expect.stringMatching(/^file 644 [0-9a-f]{64}$/),
    });
  });

  test.each(['%d', '#%d', '[item %d]', 'item %d'])('item written as "%s" → found', async (form) => {
    const command = await runs();
    expect((await claimOn([`item ${form.replace('%d', String(command))}`])).result.ok).toBe(true);
  });

  test('a turn of the goal before this one → found', async () => {
    const command = await runs();
    await thread.beginTurn();
    expect((await claimOn([`item ${command}`])).result.ok).toBe(true);
  });

  test('a check that ran several times → the latest run counts', async () => {
    await thread.check();
    await thread.check('price');
    const { output } = await claimOn(['check price']);
    expect(output).toContain('evidence: confirmed needs a check whose latest run passed');
    await thread.check();
    expect((await claimOn(['check price'])).result.ok).toBe(true);
    expect((await thread.claims())[0]?.evidence[0]?.seq).toBe(thread.goal().checksSeq);
  });

  test('the contract was edited → runs of a check that stayed as it was count, those of another do not', async () => {
    await thread.check();
    const [price] = PRICED.verification.checks;
    const checks = [price ?? checkWith(), checkWith({ name: 'error', command: 'stricter-error' })];
    await thread.edit(contractWith({ verification: { checks, protectedPaths: [] } }));
    expect((await claimOn(['check price'])).result.ok).toBe(true);
    expect((await claimOn(['check error'])).output).toContain('has not run this check yet');
  });
});

describe('record_claim: evidence that is refused', () => {
  test.each<[string, string, RegExp]>([
    ['a number beyond the record', 'item 999', /item "999"\): this thread has no finished item/],
    ['its own call', 'item 3', /no finished item/],
    ['a number that no record can have', 'item 4294967296', /not a number of this thread/],
    ['another thread', 'item thr_1/1', /item "thr_1\/1"\): is not a number of this thread/],
    ['no number', 'item the benchmark', /not a number of this thread/],
    ['an event', 'item 1', /event of the service/],
    ['a check that is not in the contract', 'check speed', /check "speed"\): .*it has: price, error/],
    ['a check that has not run', 'check price', /has not run this check yet/],
    ['a file that is not there', 'file out/none.txt', /file "out\/none\.txt"\): there is no such file/],
    ['a file outside of the workspace', 'file ../secret.txt', /outside \/workspace/],
    ['a file of the host', 'file /etc/passwd', /outside \/workspace/],
    ['a directory', 'file .', /workspace itself/],
  ])('%s → named, and nothing recorded', async (_, ref, problem) => {
    const { result, output } = await claimOn([ref]);
    expect(result).toEqual({ ok: false, ...DIGESTS });
    expect(output).toMatch(/^Not recorded\.\nevidence\.0 \(/);
    expect(output).toMatch(problem);
    expect(await thread.claims()).toEqual([]);
  });

  test('one of several is wrong → that one is named, the claim is not recorded', async () => {
    const command = await runs();
    const { output } = await claimOn([`item ${command}`, 'item 998', 'file none']);
    expect(output.split('\n')).toEqual([
      'Not recorded.',
      'evidence.1 (item "998"): this thread has no finished item of this number',
      'evidence.2 (file "none"): there is no such file',
    ]);
    expect(await thread.claims()).toEqual([]);
  });

  test('an item of another thread under its own number → never found there', async () => {
    const other = await openGoalThread(parts);
    for (let count = 0; count < 5; count += 1)
      await other.called('shell', { command: 'node mc.mjs' }, PASSED);
    expect((await claimOn([`item ${other.lastSeq()}`])).output).toContain('no finished item');
  });

  test('items of turns that were not for the goal → refused', async () => {
    await thread.beginTurn('goal_other');
    const ofOther = await runs();
    await thread.beginTurn('');
    const ofUser = await runs();
    await thread.beginTurn();
    const { output } = await claimOn([`item ${ofOther}`, `item ${ofUser}`]);
    expect(output.match(/not made in a turn of this goal/g)).toHaveLength(2);
  });

  test('checks of another goal on the same thread → refused', async () => {
    await thread.check();
    const { checksSeq } = thread.goal();
    const refs = [
      { kind: 'item', ref: String(checksSeq) },
      { kind: 'check', ref: 'price' },
    ];
    const input = await thread.call('record_claim', { ...CLAIM, evidence: refs });
    const goal = { ...thread.goal(), goalId: `${thread.goal().goalId}-2` };
    await parts.journal.saveContract(thread.threadId, goal.goalId, 1, PRICED);
    const { output } = await thread.run({ ...input, goal });
    expect(output).toMatch(/evidence\.0 .*not made in a turn of this goal/);
    expect(output).toMatch(/evidence\.1 .*has not run this check yet/);
  });

  test('a command whose worker was lost → refused', async () => {
    const started = await thread.started();
    expect((await claimOn([`item ${started}`])).output).toContain('no finished item');
  });

  test('a link, and a path through one → refused, whatever it leads to', async () => {
    thread.put('real/price.txt', '1.69');
    symlinkSync('/etc/passwd', join(thread.workspace, 'passwd'));
    symlinkSync('real', join(thread.workspace, 'linked'));
    const { output } = await claimOn(['file passwd', 'file linked/price.txt']);
    expect(output).toMatch(/passwd"\): is a link/);
    expect(output).toMatch(/linked\/price\.txt"\): there is no such file/);
  });
});

describe('record_claim: what evidence is worth', () => {
  test('a result written by hand into a file, and words → do not confirm; a command does', async () => {
    thread.put('result.txt', 'tool: 5 passed');
    const written = await thread.called('write_file', { path: 'result.txt', content: 'x' }, 'Wrote 9 bytes.');
    const said = await thread.add('modelReply', {
      output: [{ type: 'message', text: 'exit code 0, 5 passed' }],
    });
    const refs = ['file result.txt', `item ${written}`, `item ${said}`];
    expect((await claimOn(refs)).output).toMatch(/^Not recorded\.\nevidence: confirmed needs a check/);
    const command = await runs();
    expect((await claimOn([...refs, `item ${command}`])).result.ok).toBe(true);
    expect((await thread.claims())[0]?.evidence.map(({ source }) => source)).toEqual([
      'file',
      'model',
      'model',
      'command',
    ]);
  });

  test('a command that failed → does not confirm; good enough for approximate', async () => {
    const failed = await thread.called('shell', { command: 'false' }, 'exit code 1, 0.1 s', false);
    expect((await claimOn([`item ${failed}`])).result.ok).toBe(false);
    expect((await claimOn([`item ${failed}`], { status: 'approximate' })).result.ok).toBe(true);
  });

  test('blocked → without evidence, with what is missing; without that, refused', async () => {
    expect((await claimOn([], { status: 'blocked' })).output).toContain('uncertainty: is required');
    const { result } = await claimOn([], { status: 'blocked', uncertainty: 'the paper is not public' });
    // Words are no progress.
    expect(result).toEqual({ ok: true, recorded: true, ...DIGESTS });
  });
});

describe('record_claim: a protected file that was read', () => {
  const readSource = async () => {
    thread.put('data/a.csv', 'Price,1.69\n');
    await thread.edit(
      contractWith({ verification: { ...PRICED.verification, protectedPaths: ['data/**'] } }),
    );
    await thread.check();
    return thread.called('read_file', { path: 'data/a.csv' }, 'Lines 1-1 of 1.\nPrice,1.69\n');
  };

  test('as it was accepted → carries the claim, and is stale once the file is another', async () => {
    const item = await readSource();
    const { output } = await claimOn([`item ${item}`]);
    expect(output).toBe(
      'Recorded as confirmed.\n- file: read_file data/a.csv, protected and as it was accepted',
    );
    thread.put('data/a.csv', 'Price,1.70\n');
    await thread.check();
    expect(await thread.claims()).toMatchObject([{ stale: ['file data/a.csv has changed since'] }]);
  });

  test('changed since it was accepted → carries nothing', async () => {
    const item = await readSource();
    thread.put('data/a.csv', 'Price,1.70\n');
    expect((await claimOn([`item ${item}`])).output).toContain('evidence: confirmed needs a check');
  });
});

describe('record_claim: refuted and withdrawn', () => {
  test('a command that failed → refutes', async () => {
    const failed = await thread.called('shell', { command: 'node mc.mjs' }, 'exit code 1, 0.1 s', false);
    expect((await claimOn([`item ${failed}`], { status: 'refuted' })).output).toMatch(
      /^Recorded as refuted\./,
    );
  });

  test('a claim that is withdrawn → counts for nothing; one that was never made → refused, naming those that were', async () => {
    await claimOn([`item ${await runs()}`]);
    const unknown = await claimOn([], { claim: 'Another', status: 'withdrawn', uncertainty: 'no' });
    expect(unknown.output).toBe(
      'Not recorded.\nclaim: no claim of the ledger has these words; there are: "The price is 1.69"',
    );
    const { result, output } = await claimOn([], {
      claim: 'the price',
      status: 'withdrawn',
      uncertainty: 'wrong seed',
    });
    expect(output).toBe('Withdrawn: "The price is 1.69". It stays on record, and counts for nothing.');
    expect(result).toEqual({ ok: true, recorded: true, ...DIGESTS });
    const { output: shown } = await thread.record('get_goal', {});
    expect(JSON.parse(shown)).toMatchObject({ ledger: { claims: {} } });
  });

  test('another word for a status → the word that it may mean, and all that are valid', async () => {
    const { result, output } = await claimOn([], { status: 'contradicted' });
    expect(result.ok).toBe(false);
    expect(output).toContain(
      '"contradicted" is no status; what you mean may be "refuted"; the statuses are confirmed,',
    );
  });
});

describe('record_claim: repeated', () => {
  test('the same Activity again → the same answer and the same row', async () => {
    const { input, result } = await claimOn([`item ${await runs()}`]);
    const before = await thread.claims();
    expect((await thread.run(input, parts.with({}), 2)).result).toEqual(result);
    expect(await thread.claims()).toEqual(before);
  });

  test('the worker is lost between the row and the answer → the row stands, also when its evidence is gone since', async () => {
    // A workspace that others have emptied would be a lost one.
    thread.put('other.txt', 'it stays');
    thread.put('price.txt', '1.69');
    const evidence = [
      { kind: 'item', ref: String(await runs()) },
      { kind: 'file', ref: 'price.txt' },
    ];
    const input = await thread.call('record_claim', { ...CLAIM, evidence });
    const finishCall = () => Promise.reject(new Error('lost'));
    const losing = parts.with({ journal: { ...parts.journal, finishCall } });
    await expect(thread.run(input, losing)).rejects.toThrow('lost');
    const before = await thread.claims();
    expect(before).toHaveLength(1);
    rmSync(join(thread.workspace, 'price.txt'));
    const { result, output } = await thread.run(input, parts.with({}), 2);
    expect(result).toEqual({ ok: true, recorded: true, isNearer: true, ...DIGESTS });
    expect(output).toContain('- file: file price.txt');
    expect(await thread.claims()).toEqual(before);
  });

  test('the same command cited by a second claim → recorded, but no progress', async () => {
    const command = await runs();
    await claimOn([`item ${command}`]);
    expect((await claimOn([`item ${command}`], { claim: 'Another' })).result).toEqual({
      ok: true,
      recorded: true,
      ...DIGESTS,
    });
  });
});

describe('record_claim, record_iteration, get_goal', () => {
  test.each<[string, object]>([
    ['record_claim', { ...CLAIM, evidence: [] }],
    ['record_iteration', { changed: 'a', observed: 'b', next: 'c' }],
  ])('%s without a goal on the turn → said so, and nothing recorded', async (name, args) => {
    const input = omit(await thread.call(name, args), 'goal');
    expect(await thread.run(input)).toMatchObject({
      result: { ok: false },
      output: 'There is no goal on this turn.',
    });
    expect(await thread.claims()).toEqual([]);
  });

  test('an experiment → recorded with its place; counted with the claims by what they are worth', async () => {
    const { result, input } = await thread.record('record_iteration', {
      changed: 'twice the paths',
      observed: 'error halved',
      next: 'antithetic paths',
    });
    expect(result).toEqual({ ok: true, recorded: true, ...DIGESTS });
    expect(await parts.journal.listIterations(thread.goal().goalId)).toMatchObject([
      { iterationId: input.callId, turn: 1, seq: input.seq, observed: 'error halved' },
    ]);
    for (const claim of ['A', 'B', 'a'])
      await claimOn([], { claim, status: 'uncertain', uncertainty: 'all of it' });
    const { output } = await thread.record('get_goal', {});
    expect(JSON.parse(output)).toMatchObject({ ledger: { claims: { uncertain: 2 }, iterations: 1 } });
  });
});
