import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { authSettings } from '../../../server/access/auth-settings.ts';

const SHA256 = 'a1'.repeat(32);

test('authSettings: nothing is set → keys are asked for', () => {
  expect(authSettings({}, '127.0.0.1')).toEqual({ mode: 'keys', configured: [] });
});

test.each(['127.0.0.1', 'localhost', '::1', '127.3.2.1'])('AUTH=none on %s → no keys', (host) => {
  expect(authSettings({ AUTH: 'none' }, host)).toEqual({ mode: 'none' });
});

test.each(['0.0.0.0', '::', '10.0.0.5', 'goals.example.org', 'localhost.example.org'])(
  'AUTH=none on %s → refused, with what to do instead',
  (host) => {
    expect(() => authSettings({ AUTH: 'none' }, host)).toThrow(/HOST is .*API_KEYS/);
  },
);

test('API_KEYS and API_KEYS_FILE → the keys of both; comments and empty lines are passed over', () => {
  const directory = mkdtempSync(join(tmpdir(), 'goalkeeper-keys-'));
  try {
    const file = join(directory, 'keys');
    writeFileSync(file, `# of the night\n\nacme:night:write:${SHA256}\n`);
    const settings = authSettings(
      { API_KEYS: `default:ops:admin:${'b2'.repeat(32)}`, API_KEYS_FILE: file },
      '::',
    );
    expect(settings.mode === 'keys' && settings.configured.map(({ name }) => name)).toEqual(['ops', 'night']);
    expect(() => authSettings({ API_KEYS_FILE: join(directory, 'none') }, '::')).toThrow('ENOENT');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('API_KEYS with a key itself → refused by its place, and not repeated', () => {
  const secret = `gk_${'0'.repeat(49)}`;
  const read = () => authSettings({ API_KEYS: `default:ops:admin:${SHA256},${secret}` }, '::');
  expect(read).toThrow('API_KEYS: entry 2 is not');
  expect(read).not.toThrow(secret);
});

test.each([
  ['without an audience', { OIDC_ISSUER: 'https://login.example.org' }, 'OIDC_AUDIENCE'],
  ['without an issuer', { OIDC_AUDIENCE: 'goals' }, 'OIDC_ISSUER'],
  ['without TLS', { OIDC_ISSUER: 'http://login.example.org', OIDC_AUDIENCE: 'goals' }, 'must be https'],
  ['that is no URL', { OIDC_ISSUER: 'login.example.org', OIDC_AUDIENCE: 'goals' }, 'OIDC_ISSUER'],
])('an issuer %s → refused', (_, environment, problem) => {
  expect(() => authSettings(environment, '::')).toThrow(problem);
});

test('an issuer with its audience → its tokens are taken, by the usual claims', () => {
  const environment = { OIDC_ISSUER: 'https://login.example.org', OIDC_AUDIENCE: 'goals' };
  const oidc = {
    issuer: environment.OIDC_ISSUER,
    audience: 'goals',
    tenantClaim: 'tenant',
    scopeClaim: 'scope',
  };
  expect(authSettings(environment, '::')).toEqual({ mode: 'keys', configured: [], oidc });
});
