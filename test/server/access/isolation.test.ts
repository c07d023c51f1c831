/**
 * Two tenants, every operation of the document, every id: nothing of the one is read, changed or told of by
 * the other. A new route is in by itself; one with an id that is not known here fails until a test has one.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { apiOperations } from '../../support/service/api-operations.ts';
import { type KeyedBench, openKeyedBench } from '../../support/tenants/keyed-bench.ts';
import { validBodyOf } from '../../support/tenants/valid-bodies.ts';
import { type Call, watchedCalls } from '../../support/tenants/watched-calls.ts';

type Ids = Readonly<Record<string, string>>;
type Method = Parameters<KeyedBench['call']>[0];

let bench: KeyedBench;
let ofAcme: Ids;
let ofGlobex: Ids;
/** Ids of the same form that nobody has. */
let unknown: Ids;
let operations: { method: Method; path: string; names: string[]; query: string[] }[];
const calls: Call[] = [];

/** What a tenant has, by the names of parameters. */
async function populate(tenant: string): Promise<Ids> {
  const ask = async (method: Method, url: string, body?: object, headers?: Record<string, string>) => {
    const reply = await bench.as(tenant)(method, url, body, headers);
    if (reply.statusCode > 201) throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`);
    return reply.json<Record<string, string>>();
  };
  const { threadId = '' } = await ask('POST', '/v1/threads', {});
  const at = `/v1/threads/${threadId}`;
  const requestId = `request-of-${tenant}-1`;
  const { goalId = '' } = await ask('PUT', `${at}/goal`, FILE_GOAL);
  await ask('POST', `${at}/goal/pause`, undefined, { 'idempotency-key': requestId });
  const { inputId = '' } = await ask('POST', `${at}/messages`, { content: `words of ${tenant}` });
  const { keyId = '' } = await ask('POST', '/v1/keys', { name: tenant, scopes: ['read'] });
  const { webhookId = '' } = await ask('POST', '/v1/webhooks', { url: 'https://hooks.example.org/' });
  const tried = await bench.as(tenant)('POST', `/v1/webhooks/${webhookId}/test`);
  const { deliveryId = '' } = tried.json<Record<string, string>>();
  const schedule = { cron: '0 3 * * *', threadId, goal: FILE_GOAL };
  const { scheduleId = '' } = await ask('POST', '/v1/schedules', schedule);
  const runId = `run_of_${tenant}_0001`;
  const due = { scheduleId, runId, origin: 'test', startedBy: 'schedule', dueAt: new Date() } as const;
  await bench.journal.noteDueRun(due, new Date());
  const state = (tenant === 'acme' ? 'a1' : 'b2').repeat(32);
  await bench.journal.keepGivenState(threadId, state);
  const ids = { threadId, requestId, goalId, inputId, keyId, webhookId, deliveryId, state };
  return { ...ids, scheduleId, runId };
}

/** Parameters by which things are named, and the ids that they take. */
const NAMED_BY: Ids = {
  ...{ threadId: 'threadId', requestId: 'requestId', goalId: 'goalId', inputId: 'inputId', keyId: 'keyId' },
  ...{ state: 'state', from: 'state', to: 'state', webhookId: 'webhookId', deliveryId: 'deliveryId' },
  ...{ scheduleId: 'scheduleId', runId: 'runId' },
};
/** These name nothing that belongs to anybody. */
const NO_IDS = [
  ...['path', 'name', 'limit', 'format', 'mode', 'turn', 'kind', 'cursor', 'sort', 'total', 'purge', 'clear'],
  ...['status', 'phase', 'archived', 'paused', 'stalled', 'metadata', 'titleContains', 'groupBy'],
  ...['createdAfter', 'createdBefore', 'updatedAfter', 'updatedBefore'],
  ...['operation', 'since', 'until', 'types'],
];

beforeAll(async () => {
  bench = await openKeyedBench(undefined, (parts) => watchedCalls(parts, calls));
  [ofAcme, ofGlobex] = [await populate('acme'), await populate('globex')];
  unknown = Object.fromEntries(
    Object.entries(ofAcme).map(([name, id]) => [
      name,
      id.slice(0, -4) + (name === 'state' ? 'cccc' : 'zzzz'),
    ]),
  );
  operations = apiOperations(bench.app.swagger())
    .filter(({ name }) => name.includes('/v1/'))
    .map(({ name, parameters = [] }) => {
      const [method = '', path = ''] = name.split(' ');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, each = '']) => each);
      const query = parameters.filter((each) => each.in === 'query').map((each) => each.name);
      return { method: method as Method, path, names, query };
    });
});
afterAll(() => bench.close());

const urlOf = (path: string, ids: Ids): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(ids[NAMED_BY[name] ?? ''] ?? 'a.txt'),
  );

const ask = (tenant: string, method: Method, path: string, url: string): Promise<LightMyRequestResponse> =>
  bench.as(tenant)(method, url, method === 'GET' ? undefined : validBodyOf(method, path));

/** A reply as it came, but for the ids that were asked for, and those that requests are given. */
const told = ({ statusCode, body, headers }: LightMyRequestResponse, asked: Ids): string => {
  const text = `${statusCode} ${headers['content-type']} ${headers['content-length']} ${body}`;
  const named = Object.entries(asked).reduce((rest, [name, id]) => rest.replaceAll(id, `<${name}>`), text);
  return named.replaceAll(/msg_[0-9a-f-]{36}/g, '<given>');
};

/** Calls that touch what is acme's, but for the look that finds whose it is. */
const reached = (): Call[] =>
  calls.filter(({ name, args }) => {
    const isAcmes = Object.values(ofAcme).some((id) => JSON.stringify(args).includes(id));
    const [first] = args as [{ readonly tenantId?: string } | string];
    const isAskedForGlobex =
      first === 'globex' || (typeof first === 'object' && first?.tenantId === 'globex');
    return isAcmes && name !== 'readThread' && !isAskedForGlobex;
  });

describe('the other tenant', () => {
  test('every parameter of every operation → is one whose ids are known here, or names nothing', () => {
    const known = [...Object.keys(NAMED_BY), ...NO_IDS];
    const names = operations.flatMap(({ names, query }) => [...names, ...query]);
    expect([...new Set(names)].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('its owner, for every GET → finds what is named', async () => {
    for (const { method, path, names } of operations.filter((each) => each.method === 'GET')) {
      if (names.length === 0) continue;
      const reply = await ask('acme', method, path, urlOf(path, ofAcme));
      expect([path, reply.json?.().code]).not.toEqual([path, 'notFound']);
    }
  });

  test('every operation with an id in its path → 404, as for an id that nobody has; nothing is reached', async () => {
    calls.length = 0;
    const named = operations.filter(({ names }) => names.length > 0);
    expect(named.length).toBeGreaterThan(35);
    for (const { method, path } of named) {
      const foreign = await ask('globex', method, path, urlOf(path, ofAcme));
      const nobodys = await ask('globex', method, path, urlOf(path, unknown));
      expect([method, path, foreign.statusCode]).toEqual([method, path, 404]);
      expect(told(foreign, ofAcme)).toBe(told(nobodys, unknown));
      for (const id of Object.values(ofAcme)) expect(foreign.body).not.toContain(id);
    }
    expect(reached()).toEqual([]);
  });

  test('an id of the other tenant below a thread of its own → as one that nobody has', async () => {
    calls.length = 0;
    for (const { method, path, names } of operations.filter(({ names }) => names.includes('threadId')))
      for (const name of names.filter((each) => each !== 'threadId' && each in NAMED_BY)) {
        const below = (ids: Ids) =>
          urlOf(path, { ...ofGlobex, [NAMED_BY[name] ?? '']: ids[NAMED_BY[name] ?? ''] ?? '' });
        const foreign = await ask('globex', method, path, below(ofAcme));
        const nobodys = await ask('globex', method, path, below(unknown));
        expect([method, path, told(foreign, ofAcme)]).toEqual([method, path, told(nobodys, unknown)]);
      }
  });

  test('an id of the other tenant in a query → as one that nobody has', async () => {
    for (const { method, path, query } of operations)
      for (const name of query.filter((each) => each in NAMED_BY)) {
        const url = (ids: Ids) => `${urlOf(path, ofGlobex)}?${name}=${ids[NAMED_BY[name] ?? '']}`;
        const foreign = await ask('globex', method, path, url(ofAcme));
        const nobodys = await ask('globex', method, path, url(unknown));
        expect([method, path, told(foreign, ofAcme)]).toEqual([method, path, told(nobodys, unknown)]);
        // A filter finds nothing.
        const isEmpty = foreign.statusCode === 200 && foreign.json().entries?.length === 0;
        expect([path, isEmpty || foreign.statusCode >= 400]).toEqual([path, true]);
      }
  });

  test('its lists, from any cursor → show nothing of the other tenant', async () => {
    const lists = operations.filter(({ method, names }) => method === 'GET' && names.length === 0);
    expect(lists.map(({ path }) => path)).toEqual(expect.arrayContaining(['/v1/threads', '/v1/keys']));
    for (const { method, path, query } of lists) {
      const cursors = query.includes('cursor') ? ['', ...Object.values(ofAcme)] : [''];
      for (const cursor of cursors) {
        const url = cursor === '' ? path : `${path}?cursor=${cursor}`;
        const { statusCode, body } = await ask('globex', method, path, url);
        // A list refuses an id that is none of its own, and its problem quotes the request.
        const shown = statusCode === 400 ? body.replaceAll(url, '') : body;
        for (const id of Object.values(ofAcme))
          expect([path, shown]).not.toEqual([path, expect.stringContaining(id)]);
      }
    }
  });

  test.each([['text/event-stream'], ['text/html'], ['text/markdown']])(
    'asking for %s → the same 404',
    async (accept) => {
      for (const end of ['events', 'goal/report']) {
        const url = (ids: Ids) => `/v1/threads/${ids.threadId}/${end}`;
        const foreign = await bench.as('globex')('GET', url(ofAcme), undefined, { accept });
        const nobodys = await bench.as('globex')('GET', url(unknown), undefined, { accept });
        expect([foreign.statusCode, told(foreign, ofAcme)]).toEqual([404, told(nobodys, unknown)]);
      }
    },
  );

  test('a fork of a thread of the other tenant, with a state or without → as of one that nobody has', async () => {
    const fork = (ids: Ids, state: Ids = {}) =>
      bench.as('globex')('POST', '/v1/threads', {
        workspace: { fork: { threadId: ids.threadId, ...state } },
      });
    const states = (ids: Ids): Ids => ({ state: ids.state ?? '' });
    const foreign = [
      await fork(ofAcme),
      await fork(ofAcme, states(ofAcme)),
      await fork(ofGlobex, states(ofAcme)),
    ];
    const nobodys = [
      await fork(unknown),
      await fork(unknown, states(ofAcme)),
      await fork(ofGlobex, states(unknown)),
    ];
    expect(foreign.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    expect(foreign.map((reply) => told(reply, ofAcme))).toEqual(nobodys.map((reply) => told(reply, unknown)));
  });

  test('the same Idempotency-Key → a request of its own', async () => {
    const headers = { 'idempotency-key': 'order-17' };
    const make = async (tenant: string, body: object) =>
      bench.as(tenant)('POST', '/v1/threads', body, headers);
    const [first, other, again] = [
      await make('acme', {}),
      await make('globex', { model: 'other' }),
      await make('acme', {}),
    ];
    expect([first.statusCode, other.statusCode]).toEqual([201, 201]);
    expect(other.json().threadId).not.toBe(first.json().threadId);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  });

  test('what it kept of the first tenant after all of that → is as it was', async () => {
    const read = async (end: string) =>
      (await bench.as('acme')('GET', `/v1/threads/${ofAcme.threadId}${end}`)).json();
    expect(await read('')).toMatchObject({
      threadId: ofAcme.threadId,
      goal: { goalId: ofAcme.goalId, status: 'paused' },
    });
    expect((await read('/messages')).messages).toHaveLength(1);
    expect((await bench.as('acme')('GET', `/v1/keys/${ofAcme.keyId}`)).json()).toMatchObject({
      status: 'active',
    });
  });
});
