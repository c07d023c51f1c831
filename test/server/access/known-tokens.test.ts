/** Tokens of a real issuer, played by this test: a server with a discovery document and a set of keys. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { createKnownTokens } from '../../../server/access/known-tokens.ts';

interface Pair {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

const NOW_MS = Date.UTC(2026, 5, 1);
const AUDIENCE = 'https://goals.example.org';

let server: Server;
let issuer: string;
let rsa: Pair;
let ec: Pair;
let published: JWK[];
/** How often each path was asked for. */
let asked: string[];
/** Paths that end so are not answered. */
let awayAt: string | undefined;
let named: string;

const isAway = (url = ''): boolean => awayAt !== undefined && url.endsWith(awayAt);

const makePair = async (alg: string): Promise<Pair> => ({
  ...(await generateKeyPair(alg)),
  kid: randomUUID(),
});
const publicJwk = async ({ publicKey, kid }: Pair): Promise<JWK> => ({
  ...(await exportJWK(publicKey)),
  kid,
});

beforeAll(async () => {
  [rsa, ec] = [await makePair('RS256'), await makePair('ES256')];
  server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    const body = request.url?.endsWith('/keys')
      ? { keys: published }
      : { issuer: named, jwks_uri: `${issuer}/keys` };
    reply
      .writeHead(isAway(request.url) ? 500 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => void server.close(done)));
beforeEach(async () => {
  published = [await publicJwk(rsa), await publicJwk(ec)];
  asked = [];
  awayAt = undefined;
  named = issuer;
});

const settings = () => ({ issuer, audience: AUDIENCE, tenantClaim: 'tenant', scopeClaim: 'scope' });
const known = (nowMs: () => number = () => NOW_MS) => createKnownTokens(settings(), nowMs);

const CLAIMS = { tenant: 'acme', scope: 'openid goalkeeper:write', sub: 'ci@acme.example' };

const signed = (claims: object = {}, by: Pair = rsa, alg = 'RS256'): Promise<string> =>
  new SignJWT({ iss: issuer, aud: AUDIENCE, exp: NOW_MS / 1000 + 600, ...CLAIMS, ...claims })
    .setProtectedHeader({ alg, kid: by.kid })
    .sign(by.privateKey);

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('a token that holds', () => {
  test.each([
    ['RS256', () => rsa],
    ['ES256', () => ec],
  ])('%s → tenant and scopes of its claims, and an id that does not tell who it is', async (alg, pair) => {
    const authentication = await known()(await signed({}, pair(), alg));
    expect(authentication).toEqual({
      ok: true,
      principal: { tenantId: 'acme', keyId: expect.stringMatching(/^oidc_[0-9a-f]{24}$/), scopes: ['write'] },
    });
  });

  test('scopes as a list → the same', async () => {
    const token = await signed({ scope: ['admin', 7, 'openid'] });
    expect(await known()(token)).toMatchObject({ principal: { scopes: ['admin'] } });
  });

  test('many of them → the issuer is asked once for each of its documents', async () => {
    const ask = known();
    const token = await signed();
    await Promise.all(Array.from({ length: 20 }, () => ask(token)));
    expect(asked.toSorted()).toEqual(['/.well-known/openid-configuration', '/keys']);
  });
});

describe('a token that does not hold', () => {
  const foreign = async (): Promise<string> => signed({}, { ...(await makePair('RS256')), kid: rsa.kid });
  const withSecret = async (): Promise<string> => {
    const text = `${encoded({ alg: 'HS256', kid: rsa.kid })}.${encoded({ iss: issuer, aud: AUDIENCE, exp: NOW_MS, ...CLAIMS })}`;
    return `${text}.${createHmac('sha256', await exportSPKI(rsa.publicKey))
      .update(text)
      .digest('base64url')}`;
  };
  const unsigned = async (): Promise<string> =>
    `${encoded({ alg: 'none' })}.${encoded({ iss: issuer, aud: AUDIENCE, exp: NOW_MS, ...CLAIMS })}.`;
  const changed = async (): Promise<string> => {
    const [header, , signature] = (await signed()).split('.');
    return `${header}.${encoded({ iss: issuer, aud: AUDIENCE, exp: NOW_MS, ...CLAIMS, tenant: 'globex' })}.${signature}`;
  };
  test.each([
    ['of another issuer', () => signed({ iss: 'https://evil.example' }), 'tokenInvalid'],
    ['for another audience', () => signed({ aud: 'https://other.example' }), 'tokenInvalid'],
    ['for no audience', () => signed({ aud: undefined }), 'tokenInvalid'],
    ['with alg none', unsigned, 'tokenInvalid'],
    ['signed with the public key as a secret', withSecret, 'tokenInvalid'],
    ['signed by a foreign key under a known kid', foreign, 'tokenInvalid'],
    ['of another algorithm than its key', () => signed({}, { ...rsa, kid: ec.kid }), 'tokenInvalid'],
    ['with other claims than were signed', changed, 'tokenInvalid'],
    ['without an end', () => signed({ exp: undefined }), 'tokenInvalid'],
    ['that begins later', () => signed({ nbf: NOW_MS / 1000 + 60 }), 'tokenInvalid'],
    ['that is over', () => signed({ exp: NOW_MS / 1000 - 31 }), 'tokenExpired'],
    ['without a tenant', () => signed({ tenant: undefined }), 'tokenIncomplete'],
    ['of a tenant that cannot be one', () => signed({ tenant: '../acme' }), 'tokenIncomplete'],
    ['without a scope of the service', () => signed({ scope: 'openid profile' }), 'tokenIncomplete'],
    ['of three parts that are nothing', async () => 'a.b.c', 'tokenInvalid'],
  ])('%s → refused', async (_, token, problem) => {
    expect(await known()(await token())).toEqual({ ok: false, problem });
  });
});

describe('keys of the issuer', () => {
  test('one that is new → taken once the pause is over; before, the issuer is not asked again', async () => {
    let nowMs = NOW_MS;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
    try {
      const ask = known(() => nowMs);
      expect(await ask(await signed())).toMatchObject({ ok: true });
      const next = await makePair('RS256');
      published = [await publicJwk(next)];
      const token = await signed({}, next);
      for (let shown = 0; shown < 5; shown += 1)
        expect(await ask(token)).toEqual({ ok: false, problem: 'tokenInvalid' });
      expect(asked).toHaveLength(2);
      nowMs += 30_001;
      expect(await ask(token)).toMatchObject({ ok: true });
      expect(await ask(await signed())).toEqual({ ok: false, problem: 'tokenInvalid' });
      expect(asked).toHaveLength(3);
    } finally {
      clock.mockRestore();
    }
  });

  test('the issuer is away → 503, asked again after a pause', async () => {
    let nowMs = NOW_MS;
    const ask = known(() => nowMs);
    const token = await signed();
    awayAt = '';
    for (let shown = 0; shown < 3; shown += 1)
      await expect(ask(token)).rejects.toMatchObject({ problem: { status: 503 } });
    expect(asked).toHaveLength(1);
    awayAt = undefined;
    nowMs += 30_000;
    expect(await ask(token)).toMatchObject({ ok: true });
  });

  test('its keys alone are away → 503', async () => {
    awayAt = '/keys';
    await expect(known()(await signed())).rejects.toMatchObject({ problem: { status: 503 } });
  });

  test('a discovery document of another issuer → 503: its keys are not taken', async () => {
    named = 'https://evil.example';
    await expect(known()(await signed())).rejects.toMatchObject({ problem: { status: 503 } });
    expect(asked).toEqual(['/.well-known/openid-configuration']);
  });
});
