import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChangedFileKind } from '../../../workflows/evidence/workspace-changes.ts';
import { checkRun } from '../../journal/samples.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let threadId: string;
let goalUrl: string;
let goalId: string;

beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.threads.isWorkerUp = true;
  bench.threads.beforeUpdate = async () => {};
  threadId = await bench.newThread();
  goalUrl = `/v1/threads/${threadId}/goal`;
  goalId = (await bench.call('PUT', goalUrl, FILE_GOAL)).json().goalId;
});

const accept = (body?: unknown, headers = {}) => bench.call('POST', `${goalUrl}/accept-state`, body, headers);
const patch = (body: object) => bench.call('PATCH', goalUrl, body);

/** A run of the checks on that state, as the service records it. */
const look = async (seq: number, stateId?: string, goal = goalId) =>
  bench.journal.saveCheckRuns([
    checkRun({ runId: `${goal}/${seq}`, threadId, goalId: goal, seq, ...(stateId && { stateId }) }),
  ]);

describe('POST goal/accept-state', () => {
  test('no body → the state of the last look, in a new revision of the same text; the checks run anew', async () => {
    await look(1, 's1');
    await look(2, 's2');
    bench.threads.alterGoal(threadId, { hasBaseline: true });
    const before = await bench.journal.readContract(goalId, 1);
    const reply = await accept();
    expect([reply.statusCode, reply.headers.etag]).toEqual([200, `"${goalId}.2"`]);
    expect(reply.json()).toMatchObject({
      goalId,
      revision: 2,
      status: 'active',
      acceptedState: { stateId: 's2' },
      next: { action: 'baseline' },
    });
    expect(await bench.journal.readContract(goalId, 2)).toEqual(before);
    expect(await bench.journal.readAcceptedState(goalId, 2)).toEqual({ stateId: 's2' });
  });

  test('a state and paths → these alone', async () => {
    await look(1, 's1');
    await look(2, 's2');
    const paths = ['test/a.py', 'test/cases/**'];
    expect((await accept({ state: 's1', paths })).json()).toMatchObject({
      acceptedState: { stateId: 's1', paths },
    });
  });

  test.each<[string, () => Promise<void>]>([
    ['no look', async () => {}],
    ['a look of another goal', () => look(1, 's1', 'goal_other')],
    ['a look of an older release', () => look(1)],
    ['a last look that kept no state', () => look(1, 's1').then(() => look(2))],
  ])('%s → 409 noStateSeen, nothing changed', async (_, prepare) => {
    await prepare();
    const reply = await accept();
    expect(reply.json()).toMatchObject({ status: 409, code: 'noStateSeen' });
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ revision: 1 });
    expect(await bench.journal.readContract(goalId, 2)).toBeUndefined();
  });

  /** What the last look has found changed since the accepted state. */
  const changed = (files: { path: string; kind: ChangedFileKind }[]) =>
    bench.journal.saveWork({
      ...{ threadId, goalId, seq: 2, turn: 1, purpose: 'audit', lookedAtMs: 0, stateId: 's2' },
      changes: { count: files.length, files: files.map((file) => ({ ...file, change: 'modified' })) },
      ...{ patch: { text: '', cutFiles: [], leftOutFiles: 0 }, artifacts: [] },
    });
  const TESTS_AND_WORK = [
    { path: 'test/a.py', kind: 'protected' },
    { path: 'src/a.py', kind: 'declared' },
  ] as const;

  test('all of a state with work in it → a warning that names `paths` for what protects alone', async () => {
    await look(2, 's2');
    await changed([...TESTS_AND_WORK]);
    expect((await accept()).json().warnings).toMatchObject([
      { code: 'workAccepted', field: 'paths', message: expect.stringContaining('{"paths":["test/a.py"]}') },
    ]);
    expect((await accept({ paths: ['test/**'] })).json()).not.toHaveProperty('warnings');
  });

  test('paths of which some cover no change → a warning of these; none of them does → 409, nothing changed', async () => {
    await look(2, 's2');
    await changed([...TESTS_AND_WORK]);
    const nothing = await accept({ paths: ['nothing/**'] });
    expect(nothing.json()).toMatchObject({ status: 409, code: 'nothingToAccept' });
    expect((await bench.call('GET', goalUrl)).json()).toMatchObject({ revision: 1 });
    expect((await accept({ paths: ['test/**', 'nothing/**'] })).json().warnings).toMatchObject([
      { code: 'patternMatchesNothing', field: 'paths.1' },
    ]);
  });

  test('a state that no check of this goal ran on → 409 unknownState', async () => {
    await look(1, 's1');
    await look(1, 's2', 'goal_other');
    expect((await accept({ state: 's2' })).json()).toMatchObject({ status: 409, code: 'unknownState' });
  });

  test('the tag of the goal → applied; of an older revision → 409 with the goal as it is', async () => {
    await look(1, 's1');
    const tag = { 'if-match': `"${goalId}.1"` };
    expect((await accept({}, tag)).statusCode).toBe(200);
    expect((await accept({}, tag)).json()).toMatchObject({ code: 'staleRevision', goal: { revision: 2 } });
    expect(await bench.journal.readAcceptedState(goalId, 3)).toBeUndefined();
  });

  test('the same request again → applied once', async () => {
    await look(1, 's1');
    const key = { 'idempotency-key': 'k1' };
    const first = await accept({}, key);
    await look(2, 's2');
    const again = await accept({}, key);
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    expect((await accept({ requestId: 'k1' })).json()).toMatchObject({ revision: 2 });
  });

  test('an edit that is faster → accepted on a revision of its own, and the edit stays', async () => {
    await look(1, 's1');
    let isFirst = true;
    bench.threads.beforeUpdate = async () => {
      if (!isFirst) return;
      isFirst = false;
      await patch({ objective: 'Better' });
    };
    expect((await accept()).json()).toMatchObject({
      acceptedState: { stateId: 's1' },
      contract: { objective: 'Better' },
    });
  });

  test('an acceptance that was refused → no later edit takes it over', async () => {
    await look(1, 's1');
    bench.threads.beforeUpdate = async () => {
      bench.threads.beforeUpdate = async () => {};
      await patch({ objective: 'Better' });
    };
    expect((await accept({}, { 'if-match': `"${goalId}.1"` })).json().code).toBe('staleRevision');
    const { revision } = (await patch({ objective: 'Best' })).json();
    expect(await bench.journal.readAcceptedState(goalId, revision)).toBeUndefined();
  });

  test('an edit afterwards → the state stays accepted; parts of one state add up; another takes its place', async () => {
    await look(1, 's1');
    const accepted = async () => {
      const { revision } = (await bench.call('GET', goalUrl)).json();
      return bench.journal.readAcceptedState(goalId, revision);
    };
    await accept({ paths: ['a'] });
    await patch({ objective: 'Better' });
    expect(await accepted()).toEqual({ stateId: 's1', paths: ['a'] });
    await accept({ paths: ['b', 'a'] });
    expect(await accepted()).toEqual({ stateId: 's1', paths: ['a', 'b'] });
    await accept();
    expect(await accepted()).toEqual({ stateId: 's1' });
    await look(2, 's2');
    await accept({ paths: ['c'] });
    expect(await accepted()).toEqual({ stateId: 's2', paths: ['c'] });
  });

  test('a complete goal → 409; no goal → 409; no worker → 503', async () => {
    await look(1, 's1');
    bench.threads.isWorkerUp = false;
    expect((await accept()).json()).toMatchObject({ status: 503, code: 'unavailable' });
    bench.threads.isWorkerUp = true;
    bench.threads.alterGoal(threadId, { status: 'complete' });
    expect((await accept()).json()).toMatchObject({ status: 409, code: 'illegalTransition' });
    const empty = await bench.newThread();
    const reply = await bench.call('POST', `/v1/threads/${empty}/goal/accept-state`);
    expect(reply.json()).toMatchObject({ status: 409, code: 'noGoal' });
  });

  test.each<[unknown, string]>([
    [{ paths: [] }, 'paths'],
    [{ paths: ['{a,b}'] }, 'paths.0'],
    [{ paths: ['../x'] }, 'paths.0'],
    [{ state: '' }, 'state'],
    [{ stateId: 's1' }, 'stateId'],
  ])('%j → 400 that names it', async (body, field) => {
    await look(1, 's1');
    expect((await accept(body)).json()).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

test('GET goal/checks: a run → with the state that it ran on, and whatever else is recorded of it', async () => {
  await look(1, 's1');
  const { runs } = (await bench.call('GET', `${goalUrl}/checks`)).json();
  expect(runs).toMatchObject([{ seq: 1, stateId: 's1' }]);
});

test('GET goal/report: an accepted state → named with its revision, and not again with later edits', async () => {
  await look(1, 's1');
  await accept({ paths: ['test/**'] });
  await patch({ objective: 'Better' });
  const { contract } = (await bench.call('GET', `${goalUrl}/report?format=json`)).json();
  expect(contract.edits).toMatchObject([
    { revision: 2, fields: [], accepted: { stateId: 's1', paths: ['test/**'] } },
    { revision: 3, fields: [{ field: 'objective' }] },
  ]);
  expect(contract.edits[1]).not.toHaveProperty('accepted');
  const page = (await bench.call('GET', `${goalUrl}/report?format=md`)).body;
  expect(page).toMatch(/accepted state of the workspace.*s1[\s\S]*of it only.*test/);
});
