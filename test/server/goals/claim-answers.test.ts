/** A person's word on a claim over REST: shown with all that it takes to judge, and given in three ways. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { askAboutClaim } from '../../../workflows/thread/question/claim-question.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { NOW_MS } from '../../support/workflow/thread-states.ts';

const PATHS = ['test/a.py', 'test/b.py', 'test/c.py', 'setup.cfg'];
const DIFF = '--- test/a.py\n+++ test/a.py\n-assert f() == 4\n+assert f()';

let bench: RestBench;
let threadId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  threadId = await bench.newThread();
  const contract = {
    objective: 'Make it pass',
    verification: { checks: [{ name: 'tests', command: 'python3 -m unittest' }] },
  };
  expect((await bench.call('PUT', `/v1/threads/${threadId}/goal`, contract)).statusCode).toBe(201);
  bench.threads.alterGoal(threadId, { hasBaseline: true });
});

/**
 * The state is what the workflow leaves after checks that passed with changed tests; their results stand at
 * 40.
 */
async function ask(personDiff: string | undefined = DIFF, more: object = {}): Promise<void> {
  const awaitsPerson = { paths: PATHS, ...more };
  const verdict = { outcomes: [], changedProtectedPaths: [], proven: false, awaitsPerson };
  const body = JSON.stringify({
    type: 'checksRan',
    name: 'update_goal',
    ok: false,
    output: '',
    verdict,
    personDiff,
  });
  await bench.journal.append(threadId, { items: [{ seq: 40, turn: 1, kind: 'event', body }] });
  const state = bench.threads.states.get(threadId);
  if (state?.goal == null) throw new Error('no goal');
  const claim = { paths: PATHS, checksSeq: 40 };
  const asked = askAboutClaim({ ...state, seq: 41 }, state.goal, claim, NOW_MS);
  bench.threads.states.set(threadId, { ...asked, events: [] });
}
const get = async (path = '') => (await bench.call('GET', `/v1/threads/${threadId}${path}`)).json();
const answer = (body: unknown, headers = {}, inputId = 'claim_40') =>
  bench.call('POST', `/v1/threads/${threadId}/inputs/${inputId}`, body, headers);
const type = (text: string, headers = {}) =>
  bench.call('POST', `/v1/threads/${threadId}/commands`, { text }, headers);
const messages = async () => (await get('/messages')).messages;

describe('a question about a claim', () => {
  const SHOWN = {
    kind: 'changedTests',
    inputId: 'claim_40',
    question:
      'The checks passed, and test/a.py, test/b.py, test/c.py and 1 more were changed since the start: that decides whether they ' +
      'pass. Is that change right?',
    options: ['accept', 'refuse'],
    askedAt: '2026-11-23T03:00:00.000Z',
    until: '2026-11-24T03:00:00.000Z',
    ifUnanswered: 'the claim is refused, and the goal goes on',
    paths: PATHS,
    diff: DIFF,
    checksSeq: 40,
  };

  test('shown with files, diff, options, its time and what happens then; on the thread and on the goal', async () => {
    await ask();
    const thread = await get();
    expect(thread).toMatchObject({
      phase: 'needsInput',
      next: { action: 'needsInput', at: SHOWN.until, reason: expect.stringContaining('inputs/claim_40') },
      request: SHOWN,
    });
    expect(await get('/goal')).toMatchObject({ status: 'active', phase: 'needsInput', request: SHOWN });
  });

  test('asked since the accepted text fails → the question says so, with the line that tells why', async () => {
    const failedAsAccepted = { paths: ['test/a.py'], check: 'tests', said: 'AssertionError: 4 != 6' };
    await ask(DIFF, { failedAsAccepted });
    expect((await get()).request.question).toMatch(
      /With its accepted text in the copy "tests" failed: AssertionError: 4 != 6\. Is that change right\?$/,
    );
  });

  test('the record does not hold it → the files that the thread knows, and it can be answered all the same', async () => {
    await ask();
    const state = bench.threads.states.get(threadId);
    if (state?.request?.kind !== 'changedTests') throw new Error('not asked');
    const elsewhere = { ...state, request: { ...state.request, checksSeq: 99 } };
    bench.threads.states.set(threadId, elsewhere);
    const { request } = await get();
    expect(request.paths).toEqual(PATHS.slice(0, 3));
    expect(request).not.toHaveProperty('diff');
    expect((await answer({ answer: 'accept' })).statusCode).toBe(200);
  });
});

describe('POST inputs of a claim', () => {
  test('accept → the goal is complete, and no message waits', async () => {
    await ask();
    const reply = await answer({ answer: 'accept' });
    expect([reply.statusCode, reply.json()]).toMatchObject([
      200,
      {
        answers: 'claim_40',
        answer: 'accept',
        applied: true,
        status: 'complete',
        goal: { status: 'complete' },
      },
    ]);
    expect(await messages()).toEqual([]);
    expect(await get()).not.toHaveProperty('request');
  });

  test('refuse with a reason → a refused claim, and the reason is the next message', async () => {
    await ask();
    const reply = await answer({ answer: 'refuse', reason: 'The test was right.' });
    expect(reply.json()).toMatchObject({ applied: true, goal: { status: 'active', refusedAudits: 1 } });
    expect(await messages()).toMatchObject([
      { content: 'The test was right.', answers: 'claim_40', status: 'queued' },
    ]);
    expect(bench.threads.states.get(threadId)?.inputs).toHaveLength(1);
  });

  test('repeated under its key → one answer', async () => {
    await ask();
    const key = { 'idempotency-key': 'a1' };
    const first = await answer({ answer: 'refuse', reason: 'No.' }, key);
    expect((await answer({ answer: 'refuse', reason: 'No.' }, key)).json()).toEqual(first.json());
    expect(await messages()).toHaveLength(1);
  });

  test('answered before, or another claim → 409, and its reason is no message that waits', async () => {
    await ask();
    expect((await answer({ answer: 'refuse', reason: 'x' }, {}, 'claim_7')).json()).toMatchObject({
      status: 409,
      code: 'noOpenRequest',
    });
    expect(await messages()).toMatchObject([{ status: 'refused' }]);
    await answer({ answer: 'accept' });
    expect((await answer({ answer: 'refuse' })).json()).toMatchObject({ status: 409, code: 'noOpenRequest' });
  });

  test.each<[unknown, string, RegExp]>([
    [{ answer: 'yes' }, 'answer', /must be one of accept, refuse/],
    [{ answer: 'Accept' }, 'answer', /must be one of accept, refuse/],
    [{ answer: 'accept', reason: 'fine' }, 'reason', /refuse only/],
  ])('%j → 400 that names %s, and the question stays open', async (body, field, message) => {
    await ask();
    const reply = (await answer(body)).json();
    expect(reply).toMatchObject({
      status: 400,
      errors: [{ field, message: expect.stringMatching(message) }],
    });
    expect((await get()).request.inputId).toBe('claim_40');
  });

  test('a reason along with an answer to the model → 400', async () => {
    const reply = await answer({ answer: 'left', reason: 'x' }, {}, 'input_40-0');
    expect(reply.json()).toMatchObject({ status: 400, errors: [{ field: 'reason' }] });
  });

  test('no worker answers → 202', async () => {
    await ask();
    bench.threads.isWorkerUp = false;
    expect((await answer({ answer: 'accept' })).statusCode).toBe(202);
  });
});

describe('/goal accept and /goal refuse', () => {
  test('/goal → tells what is asked and what can be typed', async () => {
    await ask();
    const { text } = (await type('/goal')).json<{ text: string }>();
    expect(text).toContain('test/a.py, test/b.py, test/c.py and 1 more were changed');
    expect(text).toContain('/goal accept or /goal refuse <reason>');
  });

  test('accept → complete; repeated under its key → the same answer', async () => {
    await ask();
    const key = { 'idempotency-key': 'c1' };
    const first = await type('/goal accept', key);
    expect(first.json()).toMatchObject({ command: 'accept', goal: { status: 'complete' } });
    expect((await type('/goal accept', key)).json()).toEqual(first.json());
  });

  test('refuse, with and without a reason → refused; the reason is the next message', async () => {
    await ask();
    const refused = (await type('/goal refuse The test was right.')).json();
    expect(refused).toMatchObject({ command: 'refuse', goal: { status: 'active', refusedAudits: 1 } });
    expect(await messages()).toMatchObject([{ content: 'The test was right.', answers: 'claim_40' }]);
  });

  test('nothing is asked → 409, and no goal is made of the words', async () => {
    for (const text of ['/goal accept', '/goal refuse', '/goal refuse bad tokens'])
      expect((await type(text)).json()).toMatchObject({ status: 409, code: 'noOpenRequest' });
    expect((await get('/goal')).contract.objective).toBe('Make it pass');
  });
});
