import { describe, expect, test } from '@jest/globals';
import {
  type Access,
  isKnownHost,
  LOOPBACK_ONLY,
  readHost,
  readOrigin,
} from '../../../../server/http/origin/access.ts';

const open = (listensOn: string, ...names: string[]): Access => ({
  listensOn,
  hosts: names.map((name) => readHost(name) ?? { name: `no host: ${name}`, isBelow: false }),
  origins: [],
});

describe('isKnownHost: on the loopback interface', () => {
  test.each([
    'localhost',
    'localhost:8800',
    'LocalHost.',
    'a.localhost:1',
    '127.0.0.1:8800',
    '127.8.9.1',
    '[::1]:8800',
    '127.1:8800',
  ])('%s → known', (host) => expect(isKnownHost(host, LOOPBACK_ONLY)).toBe(true));

  test.each([
    'evil.example',
    'evil.example:8800',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evillocalhost',
    'localhost@evil.example',
    'evil.example#localhost',
    'evil.example/localhost',
    'evil.example\\localhost',
    'localhost, evil.example',
    'loc%61lhost',
    'localhost:evil',
    'localhost:8800:8800',
    '192.0.2.7:8800',
    '[2001:db8::1]',
    '[::ffff:192.0.2.7]',
    '::1',
    '*',
    '.',
    '',
    ' ',
  ])('%j → unknown', (host) => expect(isKnownHost(host, LOOPBACK_ONLY)).toBe(false));

  test('no host at all → unknown', () => expect(isKnownHost(undefined, LOOPBACK_ONLY)).toBe(false));
});

describe('isKnownHost: elsewhere', () => {
  test.each(['0.0.0.0', '::'])(
    '%s, every address → each address, and no name but the listed',
    (listensOn) => {
      expect(isKnownHost('10.1.2.3:8800', open(listensOn))).toBe(true);
      expect(isKnownHost('[2001:db8::1]:8800', open(listensOn))).toBe(true);
      expect(isKnownHost('evil.example', open(listensOn))).toBe(false);
      expect(isKnownHost('server:8800', open(listensOn, 'server'))).toBe(true);
    },
  );

  test.each([
    ['192.0.2.7', '192.0.2.7:8800', '192.0.2.8:8800'],
    ['2001:db8::1', '[2001:DB8:0::1]:80', '[2001:db8::2]'],
    ['goals.internal', 'Goals.Internal:8800', 'goals.internal.evil.example'],
  ])('HOST %s → %s is known, %s is not', (listensOn, known, unknown) => {
    expect(isKnownHost(known, open(listensOn))).toBe(true);
    expect(isKnownHost(unknown, open(listensOn))).toBe(false);
  });

  test.each([
    ['goals.example', 'goals.example:443', 'a.goals.example'],
    ['goals.example:8443', 'goals.example:8443', 'goals.example:8444'],
    ['goals.example:8443', 'GOALS.example.:8443', 'goals.example'],
    ['*.goals.example', 'a.b.goals.example', 'goals.example'],
    ['*.goals.example', 'a.goals.example:1', 'evilgoals.example'],
  ])('%s is listed → %s is known, %s is not', (listed, known, unknown) => {
    expect(isKnownHost(known, open('127.0.0.1', listed))).toBe(true);
    expect(isKnownHost(unknown, open('127.0.0.1', listed))).toBe(false);
  });
});

test.each(['*', 'http://goals.example', 'goals.example/', 'a b', '*.', 'a,b', 'a*.b'])(
  'readHost: %j → no host',
  (text) => expect(readHost(text)).toBeUndefined(),
);

test.each([
  ['https://App.Example', 'https://app.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://app.example:443', 'https://app.example'],
  ['chrome-extension://abcdef', 'chrome-extension://abcdef'],
])('readOrigin: %s → as browsers send it', (text, origin) => expect(readOrigin(text)).toBe(origin));

test.each(['*', 'null', 'app.example', 'https://', 'https://a/b', 'https://a@b', 'https://*.b', 'file://'])(
  'readOrigin: %j → no origin',
  (text) => expect(readOrigin(text)).toBeUndefined(),
);
