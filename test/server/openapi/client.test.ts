import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ClientProject, createClientProject } from '../../support/client/client-project.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let project: ClientProject;

beforeAll(async () => {
  bench = await openRestBench();
  project = await createClientProject(bench.app.swagger());
});
afterAll(async () => {
  await project?.remove();
  await bench?.close();
});

const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './api.d.ts';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? '' });
const goal = {
  objective: 'Make it so.',
  verification: { checks: [{ name: 'test', command: 'npm test' }] },
};
const { data: thread } = await client.POST('/v1/threads', { body: { goal } });
if (thread === undefined) throw new Error('no thread');
const params = { path: { threadId: thread.threadId } };
const read = await client.GET('/v1/threads/{threadId}/goal', { params });
const status: components['schemas']['GoalStatus'] | undefined = read.data?.status;
const next: string | undefined = read.data?.stale === false ? read.data.next.action : read.data?.asOf;
const paused = await client.POST('/v1/threads/{threadId}/goal/pause', { params });
const outcome = paused.data !== undefined && 'applied' in paused.data ? paused.data.goal?.status : paused.data?.requestId;
const again = await client.PUT('/v1/threads/{threadId}/goal', { params, body: goal });
const reason: string | undefined = again.error?.code === 'goalUnfinished' ? again.error.title : undefined;
const items = await client.GET('/v1/threads/{threadId}/items', { params });
const kind: 'event' | undefined = items.data?.items.map(({ kind }) => kind).find((one) => one === 'event');
const missing = await client.GET('/v1/threads/{threadId}', { params: { path: { threadId: 'thr_none' } } });
console.log(JSON.stringify([status, typeof next, outcome, reason, kind, missing.error?.code]));
`;

test('a client made of openapi.json → its program compiles, and reads what the service sends', async () => {
  expect(await project.compile(PROGRAM)).toEqual([]);
  const url = await bench.app.listen({ host: '127.0.0.1', port: 0 });
  expect(JSON.parse(await project.run(PROGRAM, url))).toEqual([
    'active',
    'string',
    'paused',
    'The thread has an unfinished goal',
    'event',
    'notFound',
  ]);
});

test.each([
  ['a field that no reply has', 'read.data?.status;', 'read.data?.state;'],
  ['a status that there is not', "'goalUnfinished'", "'goalNotFinished'"],
  ['a thread without a body', '{ body: { goal } }', '{}'],
  ['a contract with a field that is unknown', "objective: 'Make it so.'", "objektive: 'Make it so.'"],
])(
  'a program with %s → does not compile',
  async (_, right, wrong) => {
    expect(PROGRAM).toContain(right);
    expect(await project.compile(PROGRAM.replace(right, wrong))).not.toEqual([]);
  },
  120_000,
);
