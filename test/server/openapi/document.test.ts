import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { buildApp } from '../../../server/app.ts';
import { eventSchema } from '../../../server/events/event-schema.ts';
import { endEvent, itemEvent, textEvent } from '../../../server/events/sse.ts';
import { FILE_GOAL } from '../../support/contract/contracts.ts';
import { apiOperations, type Operation } from '../../support/service/api-operations.ts';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
let document: ReturnType<RestBench['app']['swagger']>;
let operations: readonly Operation[];

beforeAll(async () => {
  bench = await openRestBench();
  document = bench.app.swagger();
  operations = apiOperations(document);
});
afterAll(() => bench.close());

interface Components {
  readonly components: { readonly schemas: Readonly<Record<string, { readonly examples?: unknown[] }>> };
}

/** Operations for which the rule does not hold. */
const without = (holds: (operation: Operation) => boolean): string[] =>
  operations.filter((operation) => !holds(operation)).map(({ name }) => name);

describe('openapi.json', () => {
  test('the document → is OpenAPI 3.1 without an error, by the recommended rules of a linter', async () => {
    expect(document).toMatchObject({ openapi: '3.1.0' });
    const config = await createConfig({ extends: ['recommended'] });
    const found = await lintFromString({ source: JSON.stringify(document), config });
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  test('every operation → has an id of its own, a tag and a line that says what it does', () => {
    expect(operations.length).toBeGreaterThan(30);
    expect(without(({ operationId }) => /^[a-z][A-Za-z]+$/.test(operationId ?? ''))).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(without(({ tags, summary }) => tags?.length === 1 && (summary ?? '').length > 0)).toEqual([]);
  });

  test('every operation → has a reply of a known shape', () => {
    const isTyped = ({ schema }: { readonly schema?: object }): boolean =>
      schema !== undefined && Object.keys(schema).length > 0;
    const isGood = ([status]: [string, unknown]): boolean => status.startsWith('2');
    expect(
      without(({ responses }) => {
        const bodies = Object.entries(responses)
          .filter(isGood)
          .flatMap(([, { content = {} }]) => Object.values(content));
        return bodies.length > 0 && bodies.every(isTyped);
      }),
    ).toEqual([]);
  });

  test('every operation that takes an Idempotency-Key → says what comes of one that was used', () => {
    const takesKey = ({
      parameters = [],
    }: {
      readonly parameters?: readonly { readonly name: string }[];
    }): boolean => parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');
    const keyed = without((operation) => !takesKey(operation));
    expect(keyed.length).toBeGreaterThan(20);
    expect(
      without(
        (operation) =>
          !takesKey(operation) || ['409', '422'].every((status) => status in operation.responses),
      ),
    ).toEqual([]);
  });

  test('every operation under /v1 → names its problems, all of them as problem+json of one shape', () => {
    const v1 = operations.filter(({ name }) => name.includes('/v1/'));
    for (const { name, responses } of v1)
      for (const status of ['400', '500', '503'])
        expect([name, responses]).toEqual([name, expect.objectContaining({ [status]: expect.anything() })]);
    const problems = operations.flatMap(({ responses }) =>
      Object.entries(responses).filter(([status]) => Number(status) >= 400),
    );
    expect(problems.flatMap(([, { content = {} }]) => Object.keys(content))).toEqual(
      problems.map(() => 'application/problem+json'),
    );
    const shapes = new Set(
      problems.map(([, { content }]) => content?.['application/problem+json']?.schema?.$ref),
    );
    expect([...shapes].sort()).toEqual(['#/components/schemas/Problem', '#/components/schemas/Refusal']);
  });

  test('each branch of a union of objects → has a name of its own, which generated clients use', () => {
    const nameless: string[] = [];
    const look = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, held] of Object.entries(value)) {
        const branches = key === 'oneOf' || key === 'anyOf' ? (held as { type?: string }[]) : [];
        const inline = Array.isArray(branches) ? branches.filter(({ type }) => type === 'object') : [];
        // One that may be null beside is no union of objects.
        if (inline.length > 0 && branches.filter(({ type }) => type !== 'null').length > 1)
          nameless.push(`${place}/${key}`);
        look(held, `${place}/${key}`);
      }
    };
    look((document as { components?: unknown }).components, '');
    expect(nameless).toEqual([]);
  });

  test('the example of a contract → is one that can be set', async () => {
    const { SetGoalInput } = (document as Components).components.schemas;
    const example = SetGoalInput?.examples?.[0];
    const reply = await bench.call('PUT', `/v1/threads/${await bench.newThread()}/goal`, example);
    expect([reply.statusCode, reply.json()]).toMatchObject([201, { status: 'active' }]);
  });

  test('what a client handles by name → has a component of its own', () => {
    const names = ['Problem', 'Goal', 'Thread', 'Item', 'Event', 'CheckRun', 'Claim', 'Iteration', 'Report'];
    const more = ['SetGoalInput', 'Message', 'CommandOutcome', 'GoalDraft', 'CheckInput'];
    expect(Object.keys((document as { components: { schemas: object } }).components.schemas)).toEqual(
      expect.arrayContaining([...names, ...more]),
    );
  });

  test('a body that may be left out → is told so; one that may not be is told so too, and refused', async () => {
    const required = Object.fromEntries(
      operations.flatMap(({ operationId, requestBody }) =>
        requestBody === undefined ? [] : [[operationId ?? '', requestBody.required]],
      ),
    );
    expect(required).toMatchObject({
      createThread: true,
      setGoal: true,
      pauseGoal: false,
      wakeThread: false,
    });
    const reply = await bench.call('POST', '/v1/threads');
    expect([reply.statusCode, reply.json()]).toEqual([400, expect.objectContaining({ code: 'validation' })]);
    expect((await bench.call('POST', '/v1/threads', {})).statusCode).toBe(201);
  });
});

describe('replies', () => {
  test.each([
    ['context', 'text/plain, application/json'],
    ['events', 'application/json'],
    ['items', '*/*'],
    ['goal/checks', '*/*'],
    ['goal/report', 'application/json'],
  ])('GET …/%s of a thread with a goal → as its schema says', async (path, accept) => {
    const { threadId } = (await bench.call('POST', '/v1/threads', { goal: FILE_GOAL })).json();
    const reply = await bench.call('GET', `/v1/threads/${threadId}/${path}`, undefined, { accept });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
  });

  test('an event of the stream → as the schema of events says', () => {
    const item = {
      seq: 3,
      turn: 1,
      kind: 'event' as const,
      createdAt: new Date(0),
      body: '{"type":"threadArchived","seq":3,"atMs":0,"turn":1}',
    };
    const piece = { threadId: 'thr_1', turn: 1, seq: 4, take: 1, offset: 0, text: 'Hel' };
    const ended = { goalId: 'goal_1', status: 'complete', seq: 9 } as const;
    for (const text of [itemEvent(item), textEvent(piece), endEvent(ended)]) {
      const fields = Object.fromEntries(
        text
          .trim()
          .split('\n')
          .map((line) => line.split(/: (.*)/)),
      );
      const event = { ...fields, data: JSON.parse(fields.data ?? '') };
      expect(eventSchema.parse(event)).toEqual(event);
    }
  });

  const withTenant = {
    readThread: async () => ({
      threadId: 'thr_1',
      tenantId: 'default',
      createdAt: new Date(0),
      settings: { colour: 'red' },
    }),
  };

  test('a field that the schema does not know → fails the test that meets it', async () => {
    const strict = await openRestBench(withTenant as object);
    expect((await strict.call('GET', '/v1/threads/thr_1')).statusCode).toBe(500);
    await strict.close();
  });

  test('the same in production → goes out as the view made it', async () => {
    const { dependencies, close } = await openRestBench(withTenant as object);
    const app = await buildApp(dependencies, { logLevel: 'silent', authenticate: 'open' });
    const reply = await app.inject('/v1/threads/thr_1');
    expect([reply.statusCode, reply.json()]).toEqual([200, expect.objectContaining({ colour: 'red' })]);
    await app.close();
    await close();
  });
});
