import { describe, expect, test } from '@jest/globals';
import type { Respond } from '../../../../scripted-model/model-server.ts';
import type { Reply } from '../../../../scripted-model/reply.ts';
import { never, playProvider, REQUEST } from '../played-provider.ts';

const provider = playProvider();

/** Asks so many times; returns the results, and which requests had each of the optional fields. */
async function ask(respond: Respond, times: number) {
  const client = await provider.client(respond, { model: 'local-7b', api: 'chat' });
  const results = [];
  for (let i = 0; i < times; i += 1) results.push(await client.respond(REQUEST, never));
  const sent = provider
    .requests()
    .map(({ request: { body } }) => ['prompt_cache_key' in body, 'parallel_tool_calls' in body]);
  return { results, sent };
}

const refusal = (status: number, body: object): Reply => ({ fault: 'status', status, body });
const strict =
  (refused: Reply): Respond =>
  ({ body }) =>
    'prompt_cache_key' in body ? refused : { message: 'ok' };

describe('createChatExchange: a server that does not know a field', () => {
  test.each<[string, Reply]>([
    ['names it', refusal(400, { error: { message: 'Unknown field: prompt_cache_key' } })],
    ['names it as the parameter', refusal(400, { error: { message: 'No.', param: 'prompt_cache_key' } })],
    ['names where it stands', refusal(422, { detail: [{ loc: ['body', 'prompt_cache_key'] }] })],
  ])('%s → asked again without, and never with it any more', async (_, refused) => {
    const { results, sent } = await ask(strict(refused), 2);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    expect(sent).toEqual([
      [true, true],
      [false, true],
      [false, true],
    ]);
  });

  test('names one after the other → asked again without each, and without all of them from then on', async () => {
    const { results, sent } = await ask(({ body }) => {
      const field = ['stream_options', 'parallel_tool_calls', 'prompt_cache_key'].find(
        (name) => name in body,
      );
      return field === undefined
        ? { message: 'ok' }
        : refusal(422, { detail: [{ type: 'extra_forbidden', loc: ['body', field] }] });
    }, 2);
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    expect(sent).toEqual([
      [true, true],
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test('another refusal → rejected, asked once', async () => {
    const { results, sent } = await ask(strict(refusal(400, { error: { message: 'No such tool.' } })), 1);
    expect(results).toMatchObject([{ ok: false, failure: { kind: 'rejected' } }]);
    expect(sent).toHaveLength(1);
  });

  const BOTH = { error: { message: 'messages are too long, and parallel_tool_calls is unknown' } };
  test('refused without them as well → it was something else, and they are sent again', async () => {
    const { results, sent } = await ask(() => refusal(400, BOTH), 2);
    expect(results).toMatchObject([{ failure: { kind: 'rejected' } }, { failure: { kind: 'rejected' } }]);
    expect(sent.map(([, isParallel]) => isParallel)).toEqual([true, false, true, false]);
  });
});

test('createChatExchange: a server that takes no schema → asked for JSON with the schema in words, or in words alone', async () => {
  const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
  const format = { name: 'verdict', schema };
  const answersTo = (types: readonly unknown[]) =>
    provider.client(
      ({ body }) => {
        const { type } = (body.response_format ?? {}) as { readonly type?: string };
        return types.includes(type)
          ? { message: '{}' }
          : refusal(400, { error: { message: 'This response_format type is unavailable now' } });
      },
      { api: 'chat' },
    );
  const instructions = () => provider.requests().map(({ request }) => request.instructions);
  const client = await answersTo(['json_object', undefined]);
  for (const _ of [1, 2])
    expect(await client.respond({ ...REQUEST, format }, never)).toMatchObject({ ok: true });
  expect(instructions()).toEqual([
    'Be brief.',
    expect.stringContaining(JSON.stringify(schema)),
    expect.stringContaining(JSON.stringify(schema)),
  ]);
  // Calls that want no shape are not told of one.
  await client.respond(REQUEST, never);
  expect(instructions().at(-1)).toBe('Be brief.');
  const other = await answersTo([undefined]);
  expect(await other.respond({ ...REQUEST, format }, never)).toMatchObject({ ok: true });
  expect(provider.requests()).toHaveLength(3);
});
