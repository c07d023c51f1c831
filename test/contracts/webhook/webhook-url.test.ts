import { expect, test } from '@jest/globals';
import { readWebhookUrl } from '../../../contracts/webhook/webhook-url.ts';

/** Every spelling of an address that is not of the public internet, and whatever else is no address. */
const HOSTILE = [
  ...[
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
  ],
  ...['https://2130706433/', 'https://0/', 'https://0.0.0.0/', 'https://127.0.0.1./', 'https://①②⑦.⓪.⓪.①/'],
  ...[
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[0:0:0:0:0:0:0:1]/',
  ],
  ...[
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
  ],
  ...['https://[64:ff9b:1::a00:1]/', 'https://[2002:7f00:1::]/', 'https://[fe80::1]/', 'https://[fc00::1]/'],
  ...[
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://169.254.169.254/latest/',
  ],
  ...[
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.0.1/',
    'https://100.64.0.1/',
    'https://224.0.0.1/',
  ],
  ...['https://255.255.255.255/', 'https://192.0.2.1/', 'https://198.18.0.1/', 'https://168.63.129.16/'],
  ...[
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://a.localhost/',
    'https://postgres/',
  ],
  ...[
    'https://db.internal/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://nas.home.arpa/',
  ],
  ...[
    'https://public.example.org@127.0.0.1/',
    'https://user:pass@hooks.example.org/',
    'https://127.0.0.1#@hooks.example.org/',
  ],
  ...[
    'https://hooks.example.org\\@127.0.0.1/',
    'https://hooks.example.org/a b',
    'https://hooks.exa\tmple.org/',
  ],
  ...['https://hooks.example.org:22/', 'https://hooks.example.org:25/', 'https://hooks.example.org:0/'],
  ...[
    'http://hooks.example.org/',
    'ftp://hooks.example.org/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'hooks.example.org',
  ],
  ...[
    '//hooks.example.org/',
    'https:hooks.example.org',
    'https://',
    'javascript:alert(1)',
    'data:text/plain,a',
    '',
  ],
  ...[
    'https://hooks.example.org/#fragment',
    'https://hooks.example.org/#',
    `https://hooks.example.org/${'a'.repeat(2_000)}`,
  ],
];

test.each(HOSTILE)('readWebhookUrl: %s → refused', (url) => {
  expect(readWebhookUrl(url, [])).toMatchObject({ ok: false, problem: expect.any(String) });
});

test.each([
  ['https://hooks.example.org/goals?team=a', 'hooks.example.org', 443],
  ['https://hooks.example.org:8443/', 'hooks.example.org', 8443],
  ['HTTPS://Hooks.Example.ORG./', 'hooks.example.org', 443],
  ['https://8.8.8.8/', '8.8.8.8', 443],
  ['https://[2606:4700::1111]/', '2606:4700::1111', 443],
  ['https://_dmarc.bücher.example/', '_dmarc.xn--bcher-kva.example', 443],
])('readWebhookUrl: %s → taken', (url, host, port) => {
  expect(readWebhookUrl(url, [])).toMatchObject({ ok: true, host: { scheme: 'https', host, port } });
});

test('readWebhookUrl: a host that the operator allows → taken without TLS, in the own network, at that port alone', () => {
  const allowed = ['127.0.0.1:9000', 'receiver', '[::1]:9000'];
  for (const url of [
    'http://127.0.0.1:9000/a',
    'http://receiver/',
    'https://receiver/',
    'http://[::1]:9000/',
  ])
    expect([url, readWebhookUrl(url, allowed)]).toEqual([url, expect.objectContaining({ ok: true })]);
  for (const url of ['http://127.0.0.1:9001/', 'http://127.0.0.1/', 'https://receiver:9000/'])
    expect([url, readWebhookUrl(url, allowed)]).toEqual([url, expect.objectContaining({ ok: false })]);
});

test('readWebhookUrl: refused → says whose it is to allow it', () => {
  expect(readWebhookUrl('http://127.0.0.1:9000/', [])).toMatchObject({
    problem: expect.stringContaining('127.0.0.1:9000 by WEBHOOK_ALLOWED_HOSTS'),
  });
});
