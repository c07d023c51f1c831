import { afterEach, describe, expect, test } from '@jest/globals';
import { unsealed } from '../../scripted-model/compaction.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from '../../scripted-model/model-server.ts';

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function post(path: string, body: object, options: Partial<ModelServerOptions> = {}) {
  server ??= await startModelServer({ respond: () => ({ message: 'Done.' }), ...options });
  const reply = await fetch(`${server.baseUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

const INPUT = [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello' },
];

describe('POST /v1/responses/compact', () => {
  test('→ the messages of the user, and one sealed item that this server takes back', async () => {
    const { body } = await post(
      '/responses/compact',
      { model: 'm', input: INPUT },
      { compact: () => ({ message: 'a lot' }) },
    );
    expect(body).toMatchObject({
      object: 'response.compaction',
      output: [{ role: 'user', content: 'Hi' }, { type: 'compaction' }],
      usage: { input_tokens: expect.any(Number) },
    });
    const [, sealed] = body.output as object[];
    expect((await post('/responses', { model: 'm', input: [sealed] })).status).toBe(200);
    const last = server?.requests.at(-1)?.request;
    expect(last === undefined ? undefined : unsealed(last).texts).toEqual(['a lot']);
    expect(server?.requests.map(({ isCompaction, outcome }) => [isCompaction, outcome])).toEqual([
      [true, 'answered'],
      [undefined, 'answered'],
    ]);
    expect(server?.served.calls).toBe(2);
  });

  test('a sealed item of somebody else → 400', async () => {
    const forged = { type: 'compaction', encrypted_content: 'gAAAA' };
    expect(await post('/responses', { model: 'm', input: [forged] })).toMatchObject({
      ...{ status: 400, body: { error: { param: 'input' } } },
    });
  });

  test('a fault in its place → as for any call', async () => {
    const { status } = await post(
      '/responses/compact',
      { model: 'm', input: INPUT },
      {
        compact: () => ({ fault: 'status', status: 503 }),
      },
    );
    expect(status).toBe(503);
  });
});

describe('a window', () => {
  test('a request beyond it → refused as the API does, recorded and not counted; a shorter one → answered', async () => {
    const long = { model: 'm', input: [{ role: 'user', content: 'x'.repeat(4_000) }] };
    expect(await post('/responses', long, { windowTokens: 500 })).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'context_length_exceeded',
          message: expect.stringMatching(/maximum context length is 500 tokens.* resulted in 1\d{3} tokens/),
        },
      },
    });
    expect((await post('/responses', { model: 'm', input: INPUT })).status).toBe(200);
    expect(server?.requests.map(({ outcome }) => outcome)).toEqual(['refused', 'answered']);
    expect(server?.served.calls).toBe(1);
  });
});
