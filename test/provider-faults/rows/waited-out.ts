/** Faults that pass by themselves: the provider is busy, down, or out of reach. */
import type { PlainFaultName, Reply } from '../../../scripted-model/reply.ts';
import type { RowOf, Waits } from '../fault-row.ts';

const SECOND_MS = 1_000;
/** The waits when the provider says nothing are 2 s, 4 s and so on, up to a minute. */
const BACK_OFF: Waits = { kind: 'waits', leastMs: SECOND_MS, words: '1 s, doubling to 60 s' };

const busy = (headers: Readonly<Record<string, string>>): Reply => ({
  fault: 'status',
  status: 429,
  headers,
  body: { error: { message: 'Rate limit reached', type: 'rate_limit_error', code: 'rate_limit_exceeded' } },
});
const status = (code: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  fault: 'status',
  status: code,
  headers,
});

const CLOUDFLARE_PAGE = `<!DOCTYPE html>
<html lang="en-US"><head><title>api.example.org | 522: Connection timed out</title></head>
<body><h1>Connection timed out</h1><p>Cloudflare Ray ID: 0123456789abcdef</p></body></html>`;

const page = (code: number): Reply => ({
  fault: 'status',
  status: code,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: CLOUDFLARE_PAGE,
});
const backOff = (name: string, reply: Reply): RowOf<Waits> => ({ name, reply, course: BACK_OFF });
const plain = (name: string, fault: PlainFaultName): RowOf<Waits> => backOff(name, { fault });
const silent = (name: string, fault: PlainFaultName): RowOf<Waits> => ({
  name,
  reply: { fault },
  course: { ...BACK_OFF, isSilent: true },
});

export const WAITED_OUT: readonly RowOf<Waits>[] = [
  {
    name: '429 with `retry-after: 30`',
    reply: busy({ 'retry-after': '30' }),
    course: { kind: 'waits', leastMs: 30 * SECOND_MS },
  },
  {
    name: '429 with `retry-after` as a date',
    // Whole seconds, and by the clock of this machine: the date is later than the least that is asserted.
    reply: () => busy({ 'retry-after': new Date(Date.now() + 50 * SECOND_MS).toUTCString() }),
    course: { kind: 'waits', leastMs: 40 * SECOND_MS, words: 'until that date' },
  },
  {
    name: '429 with `retry-after-ms: 2500`',
    reply: busy({ 'retry-after-ms': '2500', 'retry-after': '3' }),
    course: { kind: 'waits', leastMs: 2_500 },
  },
  backOff('429 without a word on when', busy({})),
  backOff('500', status(500)),
  backOff('502', status(502)),
  {
    name: '503 with `retry-after: 20`',
    reply: status(503, { 'retry-after': '20' }),
    course: { kind: 'waits', leastMs: 20 * SECOND_MS },
  },
  backOff('529, overloaded', {
    fault: 'status',
    status: 529,
    body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  }),
  backOff("Cloudflare's page of HTML with status 522", page(522)),
  plain('status 200 with HTML', 'html200'),
  backOff("a gateway's page of HTML with status 401", page(401)),
  backOff("a gateway's page of HTML with status 403", page(403)),
  backOff("a gateway's page of HTML with status 404", page(404)),
  backOff('403 that calls itself `server_error`', {
    fault: 'status',
    status: 403,
    body: { error: { message: 'Something went wrong', type: 'server_error' } },
  }),
  backOff('400 that calls itself `upstream_error`', {
    fault: 'status',
    status: 400,
    body: { error: { message: 'The upstream closed the connection', code: 'upstream_error' } },
  }),
  backOff('a line of text of a gateway with status 404', {
    fault: 'status',
    status: 404,
    headers: { 'content-type': 'text/plain' },
    body: '404 page not found',
  }),
  backOff('status 200 with an error that calls itself `server_error`', {
    fault: 'status',
    status: 200,
    body: { error: { message: 'The upstream closed the connection', type: 'server_error' } },
  }),
  backOff('a response that fails in the stream with a code nobody knows', {
    fault: 'failedWith',
    code: 'processing_error',
    message: 'Something went wrong.',
  }),
  {
    name: '503 with a `retry-after` of a day',
    reply: status(503, { 'retry-after': '86400' }),
    course: { kind: 'waits', leastMs: 600 * SECOND_MS, words: '600 s' },
  },
  plain('a response that fails in the stream (`server_error`)', 'failed'),
  plain('an `error` event in the stream', 'errorEvent'),
  plain('connection reset before the headers', 'reset'),
  plain('connection reset in the body', 'cutStream'),
  silent('no answer at all', 'hang'),
  silent('a stream that stalls', 'hangStream'),
  silent('a body that drips', 'drip'),
  plain("the provider's name cannot be resolved (DNS)", 'noSuchHost'),
  plain('no TLS connection', 'badTls'),
];
