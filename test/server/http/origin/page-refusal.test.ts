import { describe, expect, test } from '@jest/globals';
import { LOOPBACK_ONLY } from '../../../../server/http/origin/access.ts';
import { pageRefusal } from '../../../../server/http/origin/page-refusal.ts';

const ACCESS = { ...LOOPBACK_ONLY, origins: ['https://app.example'] };
const HERE = 'http://127.0.0.1:8800';
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11)' };

const asked = (method: string, headers: Record<string, string> = {}) =>
  pageRefusal({ method, headers: { host: '127.0.0.1:8800', ...headers } }, ACCESS);

describe('pageRefusal: programs', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s of curl, without a body → answered', (method) =>
    expect(asked(method, { 'user-agent': 'curl/8.5.0', accept: '*/*' })).toBeUndefined(),
  );

  test('fetch of Node, which names its mode only → answered', () =>
    expect(asked('POST', { 'sec-fetch-mode': 'cors', 'user-agent': 'node' })).toBeUndefined());
});

describe('pageRefusal: pages', () => {
  test.each<[string, string, Record<string, string>, string | undefined]>([
    ['rebound DNS', 'GET', { host: 'evil.example:8800', 'sec-fetch-site': 'same-origin' }, 'unknownHost'],
    [
      'rebound DNS, itself as origin',
      'POST',
      { host: 'evil.example', origin: 'http://evil.example' },
      'unknownHost',
    ],
    [
      'rebound DNS, a listed origin',
      'POST',
      { host: 'evil.example', origin: 'https://app.example' },
      'unknownHost',
    ],
    ['another site', 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 'crossSite'],
    [
      'another port of this machine',
      'POST',
      { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' },
      'crossSite',
    ],
    ['a site of a later standard', 'GET', { 'sec-fetch-site': 'cross-planet' }, 'crossSite'],
    ['two sites', 'GET', { 'sec-fetch-site': 'same-origin, cross-site' }, 'crossSite'],
    ['another origin, by its header alone', 'POST', { origin: 'https://evil.example' }, 'crossSite'],
    ['another port, by its header alone', 'GET', { origin: 'http://127.0.0.1:3000' }, 'crossSite'],
    ['the null origin', 'POST', { origin: 'null' }, 'crossSite'],
    [
      'the null origin, of a sandboxed frame',
      'POST',
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      'crossSite',
    ],
    ['an extension', 'POST', { origin: 'chrome-extension://abc' }, 'crossSite'],
    ['what begins like a listed origin', 'GET', { origin: 'https://app.example.evil.example' }, 'crossSite'],
    ['a listed origin', 'POST', { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }, undefined],
    ['a listed origin without its header', 'POST', { 'sec-fetch-site': 'cross-site' }, 'crossSite'],
    ['the same origin', 'POST', { origin: HERE, 'sec-fetch-site': 'same-origin' }, undefined],
    ['the same origin, by its header alone', 'POST', { origin: HERE }, undefined],
    ['the same origin behind TLS', 'POST', { host: 'localhost', origin: 'https://localhost' }, undefined],
    ['the address bar', 'GET', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, undefined],
  ])('%s, %s → %#', (_, method, headers, expected) =>
    expect(asked(method, { ...BROWSER, ...headers })).toBe(expected),
  );

  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  test('a link that a person opens → answered; a form, and a frame, are not', () => {
    expect(asked('GET', link)).toBeUndefined();
    expect(asked('POST', link)).toBe('crossSite');
    expect(asked('GET', { ...link, 'sec-fetch-dest': 'iframe' })).toBe('crossSite');
  });
});

describe('pageRefusal: a browser that names no origin, POST without a body', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['nothing else', {}, 'unnamedPage'],
    [
      'an empty form',
      { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' },
      'unnamedPage',
    ],
    ['an empty text', { 'content-type': 'text/plain', 'content-length': '0' }, 'unnamedPage'],
    ['the type of JSON', { 'content-type': 'application/json; charset=utf-8' }, undefined],
    ['a body', { 'content-length': '2' }, undefined],
  ])('%s → %#', (_, headers, expected) => expect(asked('POST', { ...BROWSER, ...headers })).toBe(expected));

  test.each([{ referer: 'http://evil.example/' }, { cookie: 'a=b' }])('known by %j → refused', (headers) =>
    expect(asked('POST', headers)).toBe('unnamedPage'),
  );

  test('GET, PUT and DELETE, which no form can send or which change nothing → answered', () => {
    for (const method of ['GET', 'PUT', 'DELETE']) expect(asked(method, BROWSER)).toBeUndefined();
  });
});
