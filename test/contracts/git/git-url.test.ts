import { expect, test } from '@jest/globals';
import { isGitRef, readGitUrl } from '../../../contracts/git/git-url.ts';

test.each([
  ['https://github.com/a/b.git', 'https://github.com/a/b.git'],
  ['https://GitHub.com:443/a/b', 'https://github.com/a/b'],
  ['ssh://git@github.com/a/b.git', 'ssh://git@github.com/a/b.git'],
  ['ssh://github.com:2222/a', 'ssh://git@github.com:2222/a'],
  ['git@github.com:a/b.git', 'ssh://git@github.com/a/b.git'],
  ['https://[2606:4700::1111]/a', 'https://[2606:4700::1111]/a'],
])('readGitUrl: %s → %s', (text, url) => {
  expect(readGitUrl(text)).toMatchObject({ ok: true, git: { url } });
});

test.each([
  ...[
    '',
    '/etc',
    './a',
    'file:///etc',
    'FILE:///etc',
    'ext::sh -c id',
    'git://host/a',
    'ftp://host/a',
    'host:a/b',
  ],
  ...[
    'https://user:pass@host/a',
    'https://token@host/a',
    'ssh://git:pw@host/a',
    'https://host/',
    'https://host/a?b',
  ],
  ...[
    'https://host/a#b',
    'ssh://-oProxyCommand=x/a',
    'git@-oProxyCommand=x:a',
    '-u@host:a',
    'ssh://git@host/-a',
  ],
  ...[
    'https://host/a b',
    'https://host/a\nb',
    "ssh://git@ho'st/a",
    'git@host:$(id)',
    `https://host/${'a'.repeat(2_000)}`,
  ],
  ...['https://h/team%2fx', 'https://h/a/%2E%2e/b', 'https://h/a%252fb', 'https://h/a%5cb', 'git@h:a%2Fb'],
])('readGitUrl: %j → refused', (text) => {
  expect(readGitUrl(text).ok).toBe(false);
});

test('readGitUrl: no such form → the forms, and when http is taken', () => {
  expect(readGitUrl('file:///etc')).toMatchObject({ problem: expect.stringContaining('GIT_ALLOWED_HOSTS') });
});

test.each(['main', 'feature/x', 'v1.0.0', 'a'.repeat(40), 'release-2026.11'])('isGitRef: %s → so', (ref) => {
  expect(isGitRef(ref)).toBe(true);
});

test.each([
  '',
  '-u',
  '--upload-pack=x',
  'a..b',
  'a:b',
  '+a',
  'a b',
  'a@{1}',
  'x.lock',
  '/a',
  'a/',
  'a^',
  'a~1',
  '*',
])('isGitRef: %j → not', (ref) => {
  expect(isGitRef(ref)).toBe(false);
});
