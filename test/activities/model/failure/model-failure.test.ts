import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { classifyError } from '../../../../activities/model/failure/model-failure.ts';

/** Errors of `fetch` may come from another realm: not an `Error` here, only shaped like one. */
const foreign = (name: string, message: string, fields: object = {}) =>
  Object.assign(Object.create(null), { name, message }, fields);

/** They are like `Headers` of another realm. */
const headersOf = (fields: Record<string, string>) => ({
  get: (name: string): string | null => fields[name] ?? null,
});

const PAGE = '403 <!DOCTYPE html><html><head><title>Attention Required!</title></head></html>';
const pageWith = (status: number) => ({
  status,
  message: `${status} status code (no body)`,
  headers: headersOf({ 'content-type': 'text/html; charset=utf-8' }),
});

const textWith = (status: number, text: string) => ({
  status,
  message: `${status} ${text}`,
  headers: headersOf({ 'content-type': 'text/plain' }),
});
const LONG = 'the request exceeds the available context size';

describe('classifyError', () => {
  test.each<[string, unknown, string]>([
    ['a connection error', foreign('Error', 'Connection error.'), 'unavailable'],
    ['a socket error', foreign('Error', 'read ECONNRESET', { code: 'ECONNRESET' }), 'unavailable'],
    ['a body cut by the network', foreign('TypeError', 'terminated'), 'unavailable'],
    ['a failed fetch', foreign('TypeError', 'fetch failed'), 'unavailable'],
    ['a timeout', foreign('TimeoutError', 'The operation timed out', { code: 23 }), 'unavailable'],
    ['a reply over the cap', foreign('ReplyTooLarge', 'larger than 1 bytes'), 'unreadable'],
    ['broken JSON', foreign('SyntaxError', 'Unexpected end'), 'unreadable'],
    ['a client that tripped', foreign('TypeError', 'Cannot read properties'), 'unreadable'],
    ['status 500', { status: 500, message: '500' }, 'unavailable'],
    ['status 429', { status: 429, message: '429' }, 'unavailable'],
    ['status 400', { status: 400, message: '400' }, 'rejected'],
    [
      'a rate that is told with 400',
      { status: 400, type: 'rate_limit_error', code: 'rate_limit_exceeded', message: '400 wait' },
      'unavailable',
    ],
    [
      'a rate that is told with 403',
      { status: 403, type: 'rate_limit_exceeded', message: '403' },
      'unavailable',
    ],
    [
      "Bedrock's throttle",
      {
        status: 400,
        code: 'throttling_exception',
        message: '400 Too many tokens, please wait before trying again.',
      },
      'unavailable',
    ],
    [
      'a model that is loading',
      { status: 400, message: '400 Model is loading, please retry' },
      'unavailable',
    ],
    ['a model that was unloaded', { status: 400, message: '400 Model unloaded.' }, 'unavailable'],
    ['a web page with status 401', pageWith(401), 'unavailable'],
    ['a web page with status 403', pageWith(403), 'unavailable'],
    ['a web page with status 400 that only its text shows', { status: 400, message: PAGE }, 'unavailable'],
    ['a web page that says the request is too large', pageWith(413), 'rejected'],
    ['status 403 that calls itself a server error', { status: 403, type: 'server_error' }, 'unavailable'],
    ['the same, as it came', { status: 400, error: { code: 'gateway_timeout' } }, 'unavailable'],
    ['status 403 of the provider itself', { status: 403, type: 'permission_error' }, 'rejected'],
    ['status 401 of the provider itself', { status: 401, code: 'invalid_api_key' }, 'rejected'],
    ['a code that passes', { code: 'rate_limit_exceeded', message: 'slow down' }, 'unavailable'],
    ['an overloaded provider', { code: 'server_is_overloaded', message: 'at capacity' }, 'unavailable'],
    ['a provider that asks for patience', { code: 'slow_down', message: 'slow down' }, 'unavailable'],
    ['a code that stays', { code: 'context_length_exceeded', message: 'too long' }, 'rejected'],
    ['a code nobody knows', { code: 'unknown_error', message: 'x' }, 'unavailable'],
    ['too many requests, in a stream', { code: 'too_many_requests', message: 'x' }, 'unavailable'],
    ['a status in the place of a code', { code: 502, message: 'Provider returned error' }, 'unavailable'],
    ['a refusing status in the place of a code', { code: 401, message: 'No auth' }, 'rejected'],
    ['a type that refuses, without a code', { code: null, type: 'invalid_request_error' }, 'rejected'],
    ['a long request that a server calls its own fault', { status: 500, message: LONG }, 'rejected'],
    [
      'a long request of which a rate speaks',
      { status: 429, message: 'Request too large for x' },
      'rejected',
    ],
    ['a rate that speaks of tokens', { status: 429, message: 'too many tokens per minute' }, 'unavailable'],
    ['a redirection to nowhere', { status: 302, message: '302 status code (no body)' }, 'unavailable'],
    ['a caller who has gone, says nginx', { status: 499, message: '499 {}' }, 'unavailable'],
    ['a request that went astray', { status: 421, message: '421 Misdirected' }, 'unavailable'],
    ['a line of text with status 404', textWith(404, '404 page not found'), 'unavailable'],
    ['a line of text of a mesh', textWith(400, 'upstream connect error or disconnect/reset'), 'unavailable'],
    ['a line of text of the API itself', textWith(422, 'Failed to deserialize the JSON body'), 'rejected'],
    ['XML of a gateway', textWith(403, '<?xml version="1.0"?><Error/>'), 'unavailable'],
    ['an own fault in other letters', { status: 400, type: 'Internal Server Error' }, 'unavailable'],
    ['an own fault in capitals', { status: 400, error: { status: 'UNAVAILABLE' } }, 'unavailable'],
    ['an own fault of Java', { status: 400, code: 'internalServerException' }, 'unavailable'],
    ['an own fault as the whole error', { status: 400, error: 'server_error' }, 'unavailable'],
    ['a timeout of a proxy', { status: 400, code: 'proxy_timeout' }, 'unavailable'],
    ['a timeout that the request names', { status: 400, code: 'invalid_timeout' }, 'rejected'],
    ['no error at all', undefined, 'unavailable'],
    ['a thrown text', 'boom', 'unavailable'],
  ])('%s → classified without its class', (_, error, kind) => {
    expect(classifyError(error)).toMatchObject({ kind });
  });

  test.each<[string, object, object]>([
    [
      'a spent quota',
      { status: 429, message: 'You exceeded your current quota', code: 'insufficient_quota' },
      {},
    ],
    [
      'a plan limit with its reset time',
      { status: 429, message: 'limit', error: { type: 'usage_limit_reached', resets_at: 1_800_000_000 } },
      { resetAtMs: 1_800_000_000_000 },
    ],
    [
      'a plan limit with the span to its reset',
      { status: 429, message: 'limit', error: { type: 'usage_limit_reached', resets_in_seconds: 60 } },
      { resetInMs: 60_000 },
    ],
    [
      'a 429 that asks for an hour',
      { status: 429, message: 'limit', headers: headersOf({ 'retry-after': '3600' }) },
      { resetInMs: 3_600_000 },
    ],
    ['a quota that is spent in mid-stream', { message: 'quota', code: 'insufficient_quota' }, {}],
  ])('%s → a usage limit, not an outage and not a refusal', (_, error, usageLimit) => {
    expect(classifyError(error)).toEqual({
      kind: 'usageLimited',
      reason: expect.stringMatching(/^model call failed: /),
      usageLimit,
    });
  });

  test('an ordinary 429 → unavailable, with the delay that it asks for', () => {
    const headers = headersOf({ 'retry-after': '20' });
    const error = { status: 429, message: 'busy', code: 'rate_limit_exceeded', headers };
    expect(classifyError(error)).toMatchObject({ kind: 'unavailable', retryAfterMs: 20_000 });
    expect(classifyError(error)).not.toHaveProperty('usageLimit');
  });

  test('a wait that is told in words → kept', () => {
    const error = { code: 'rate_limit_exceeded', message: 'Rate limit. Please try again in 11.054s.' };
    expect(classifyError(error)).toMatchObject({ kind: 'unavailable', retryAfterMs: 11_054 });
  });

  test('retry-after in headers of another realm → read all the same', () => {
    const error = { status: 503, message: 'busy', headers: headersOf({ 'retry-after': '2' }) };
    expect(classifyError(error)).toMatchObject({ kind: 'unavailable', retryAfterMs: 2_000 });
  });

  test.each(['86400', '1796076000000', '1e300'])(
    'an outage that asks for %s → tried again within minutes all the same',
    (value) => {
      const error = { status: 503, message: 'busy', headers: headersOf({ 'retry-after': value }) };
      expect(classifyError(error).retryAfterMs ?? 0).toBeLessThanOrEqual(10 * 60_000);
    },
  );

  test('a busy provider that names a time since 1970 → waited for until then', () => {
    const at = String(Math.ceil(Date.now() / 1000) + 7_200);
    const error = { status: 429, message: 'busy', headers: headersOf({ 'retry-after': at }) };
    const { kind, usageLimit } = classifyError(error);
    expect(kind).toBe('usageLimited');
    expect(usageLimit?.resetInMs).toBeGreaterThan(7_100_000);
    expect(usageLimit?.resetInMs).toBeLessThanOrEqual(7_201_000);
  });

  test('a failed response without an error → a reason that can be read', () => {
    expect(classifyError({ id: 'resp_1', status: 'failed', error: null }).reason).toBe(
      'model call failed: no reason given',
    );
  });

  test('a long message → cut', () => {
    expect(classifyError({ message: 'x'.repeat(10_000) }).reason).toMatch(/^model call failed: x{479}…$/);
  });

  test('anything at all → never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (error) => {
        const { kind, reason } = classifyError(error);
        const kinds = ['unavailable', 'unreadable', 'rejected', 'usageLimited'];
        return kinds.includes(kind) && reason.length <= 500;
      }),
    );
  });
});
