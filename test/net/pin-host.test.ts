import { expect, test } from '@jest/globals';
import { type GitUrl, readGitUrl } from '../../contracts/git/git-url.ts';
import { isAllowedHost } from '../../net/host.ts';
import { pinHost, type Resolve } from '../../net/pin-host.ts';
import { isPublic } from '../../net/public-address.ts';

const pin = (git: GitUrl, hosts: readonly string[], resolve?: Resolve) =>
  pinHost(git, { hosts, variable: 'GIT_ALLOWED_HOSTS' }, resolve);

function gitOf(text: string): GitUrl {
  const read = readGitUrl(text);
  if (!read.ok) throw new Error(read.problem);
  return read.git;
}

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '::1', '::', 'fe80::1', 'fc00::1'],
  ...[
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '::a9fe:a9fe',
    '::127.0.0.1',
    '::808:808',
    '64:ff9b:1::7f00:1',
    '4000::1',
    '168.63.129.16',
    '::ffff:168.63.129.16',
  ],
])('isPublic: %s → not', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '140.82.121.3', '2606:4700::1111'])('isPublic: %s → so', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ...[
    'https://127.0.0.1/a',
    'https://127.1/a',
    'https://0x7f.1/a',
    'https://2130706433/a',
    'https://0177.0.0.1/a',
  ],
  ...[
    'https://[::1]/a',
    'https://[::ffff:127.0.0.1]/a',
    'https://169.254.169.254/latest',
    'https://①②⑦.0.0.1/a',
  ],
  ...[
    'ssh://git@127.1/a',
    'git@0x7f000001:a/b',
    'git@10.0.0.8:a/b',
    'ssh://git@[::1]/a',
    'https://127.0.0.1./a',
  ],
])('pinHost: %s → refused, however it is written', async (url) => {
  const git = gitOf(url);
  expect(await pin(git, [], async () => ['127.0.0.1'])).toMatchObject({ ok: false });
});

test('pinHost: a name with one private address among public ones → refused; a public one → its first address', async () => {
  const git = gitOf('https://git.example.org/a.git');
  expect(await pin(git, [], async () => ['8.8.8.8', '10.0.0.1'])).toMatchObject({ ok: false });
  expect(await pin(git, [], async () => ['8.8.8.8', '8.8.4.4'])).toEqual({
    ok: true,
    address: '8.8.8.8',
  });
  expect(await pin(git, [], async () => [])).toMatchObject({ ok: false });
  expect(await pin(git, ['git.example.org'], async () => ['10.0.0.1'])).toEqual({
    ok: true,
    address: '10.0.0.1',
  });
});

test('pinHost: without TLS → only where the operator has named the host', async () => {
  const git = gitOf('http://git.example.org/a.git');
  expect(await pin(git, [], async () => ['8.8.8.8'])).toMatchObject({ ok: false });
  expect(await pin(git, ['git.example.org'], async () => ['8.8.8.8'])).toMatchObject({ ok: true });
});

test('isAllowedHost: a host without a port → its usual port alone', () => {
  expect(isAllowedHost(gitOf('https://h.example:8443/a'), ['h.example'])).toBe(false);
  expect(isAllowedHost(gitOf('https://h.example:8443/a'), ['h.example:8443'])).toBe(true);
  expect(isAllowedHost(gitOf('https://h.example/a'), ['h.example'])).toBe(true);
});

test('pinHost: refused → the host with its port, and whose it is to allow it', async () => {
  const without = await pin(gitOf('http://git.example.org:8080/a'), [], async () => ['8.8.8.8']);
  expect(without).toMatchObject({
    reason: expect.stringMatching(/^git\.example\.org:8080 .*operator of this service/),
  });
  const inside = await pin(gitOf('https://[::1]:8443/a'), []);
  expect(inside).toMatchObject({ reason: expect.stringMatching(/^\[::1\]:8443 .*operator of this service/) });
});
