import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKey } from '../../../server/access/api-key.ts';
import { isDeclared, scopeOfOperation } from '../../../server/access/route-scopes.ts';
import { apiOperations, type Operation } from '../../support/service/api-operations.ts';
import { type KeyedBench, openKeyedBench } from '../../support/tenants/keyed-bench.ts';

let bench: KeyedBench;
let operations: readonly Operation[];
beforeAll(async () => {
  bench = await openKeyedBench();
  operations = apiOperations(bench.app.swagger());
});
afterAll(() => bench.close());

const { secret: stranger } = makeKey();

describe('without a key that holds', () => {
  test.each([
    ['nothing', undefined, 'keyMissing', 'Bearer realm="goalkeeper"'],
    ['an empty header', '', 'keyMissing', 'Bearer realm="goalkeeper"'],
    ['a password', 'Basic dXNlcjpwYXNz', 'keyMalformed', /error="invalid_token"/],
    ['a mistyped key', `Bearer ${stranger.slice(0, -1)}`, 'keyMalformed', /error="invalid_token"/],
    ['a key that nobody made', `Bearer ${stranger}`, 'keyUnknown', /error="invalid_token"/],
  ])('%s → 401 %s', async (_, authorization, code, challenge) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const reply = await bench.call('POST', '/v1/threads', {}, headers);
    expect([reply.statusCode, reply.json()]).toMatchObject([401, { code }]);
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(reply.headers['www-authenticate']).toEqual(
      typeof challenge === 'string' ? challenge : expect.stringMatching(challenge),
    );
    expect((await bench.as('acme')('GET', '/v1/threads')).json().threads).toEqual([]);
  });

  test('every operation under /v1, an unknown path and an unknown method → 401', async () => {
    for (const { name } of operations.filter(({ name }) => name.includes('/v1/'))) {
      const [method = '', path = ''] = name.split(' ');
      const { statusCode } = await bench.app.inject({ method: method as 'GET', url: path });
      expect([name, statusCode]).toEqual([name, 401]);
    }
    expect((await bench.call('GET', '/nothing')).statusCode).toBe(401);
    expect((await bench.call('DELETE', '/v1/threads')).statusCode).toBe(401);
  });

  test.each(['/healthz', '/readyz', '/openapi.json'])('%s → answered', async (url) => {
    expect((await bench.call('GET', url)).statusCode).toBe(200);
  });

  test('a key in the URL → is none', async () => {
    expect((await bench.call('GET', `/v1/threads?key=${stranger}`)).statusCode).toBe(401);
  });
});

describe('scopes', () => {
  test('every operation → declares one', () => {
    const undeclared = operations.filter(({ operationId }) => !isDeclared(operationId));
    expect(undeclared.map(({ name }) => name)).toEqual([]);
  });

  test('what is declared nowhere → admin', () => {
    expect([scopeOfOperation('listSecrets'), scopeOfOperation(undefined)]).toEqual(['admin', 'admin']);
    expect(isDeclared('toString')).toBe(false);
  });

  test('every operation that needs more than the key has → 403 that names the scope', async () => {
    for (const { name, operationId } of operations.filter(({ name }) => name.includes('/v1/'))) {
      const needed = scopeOfOperation(operationId);
      if (needed === 'read') continue;
      const [method = '', path = ''] = name.split(' ');
      const lesser = needed === 'admin' ? 'write' : 'read';
      const reply = await bench.as('acme', lesser)(method as 'GET', path);
      expect([name, reply.statusCode, reply.json()]).toMatchObject([
        name,
        403,
        { code: 'insufficientScope', scope: needed },
      ]);
      expect(reply.headers['www-authenticate']).toContain(`error="insufficient_scope", scope="${needed}"`);
    }
  });

  test('what is not served → 404 and 405 for any key', async () => {
    expect((await bench.as('acme', 'read')('GET', '/nothing')).statusCode).toBe(404);
    expect((await bench.as('acme', 'read')('DELETE', '/v1/threads')).statusCode).toBe(405);
  });

  test('the document → says of each operation what it needs', () => {
    const document = bench.app.swagger() as {
      components: { securitySchemes: object };
      paths: Record<string, Record<string, { security?: unknown }>>;
    };
    expect(document.components.securitySchemes).toMatchObject({ key: { type: 'http', scheme: 'bearer' } });
    const at = (path: string, method: string) => document.paths[path]?.[method]?.security;
    expect([
      at('/v1/threads', 'get'),
      at('/v1/threads', 'post'),
      at('/v1/keys', 'post'),
      at('/healthz', 'get'),
    ]).toEqual([[{ key: ['read'] }], [{ key: ['write'] }], [{ key: ['admin'] }], []]);
  });
});
