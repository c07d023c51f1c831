import { describe, expect, test } from '@jest/globals';
import { askedPath } from '../../../server/files/asked-path.ts';

describe('askedPath', () => {
  test.each([
    ['', ''],
    ['src', 'src'],
    ['src/', 'src'],
    ['a/b c/d.txt', 'a/b c/d.txt'],
    ['..a/.b', '..a/.b'],
    ['é', '\u00c3\u00a9'],
    ['hex:ff2f61', '\u00ff/a'],
    ['hex:0a', '\n'],
  ])('%j → the path %j, byte for byte', (text, path) => {
    expect(askedPath(text)).toEqual({ ok: true, path });
  });

  test.each([
    '/',
    '/etc/passwd',
    '//etc',
    '..',
    '../x',
    'a/../b',
    'a/..',
    './a',
    'a/./b',
    'a//b',
    'a\0b',
    'a//',
    'hex:',
    'hex:0',
    'hex:zz',
    'hex:2e2e',
    'hex:2f657463',
    'hex:61002e',
    'hex:2e2e2f',
    'a\ud800',
  ])('%j → is refused in words', (text) => {
    expect(askedPath(text)).toEqual({ ok: false, message: expect.stringMatching(/^must /) });
  });
});
