import { afterEach, describe, expect, test } from '@jest/globals';
import { type ModelServer, type Respond, startModelServer } from '../../scripted-model/model-server.ts';
import type { Reply } from '../../scripted-model/reply.ts';

let server: ModelServer | undefined;
const running = (): ModelServer | undefined => server;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const IN_BACKGROUND = { model: 'm', input: 'Hi', background: true, store: true };

async function ask(path: string, body?: object, respond: Respond = () => ({ message: 'Done.' })) {
  server ??= await startModelServer({ respond });
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const reply = await fetch(`${server.baseUrl}/responses${path}`, init);
  return { status: reply.status, text: await reply.text() };
}

/** A script that answers when it is told to. */
function held() {
  let answer: (reply: Reply) => void = () => undefined;
  const reply = new Promise<Reply>((resolve) => {
    answer = resolve;
  });
  return { respond: () => reply, answer };
}

describe('background', () => {
  test('not streamed → queued at once, looked up by its id until it is completed, and counted once', async () => {
    const { respond, answer } = held();
    const queued = JSON.parse((await ask('', IN_BACKGROUND, respond)).text);
    expect(queued).toMatchObject({ status: 'queued', output: [] });
    expect(JSON.parse((await ask(`/${queued.id}`)).text)).toMatchObject({ id: queued.id, status: 'queued' });
    answer({ message: 'Done.' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.parse((await ask(`/${queued.id}`)).text)).toMatchObject({
      id: queued.id,
      status: 'completed',
    });
    expect(server?.requests).toMatchObject([{ outcome: 'answered', lookedUp: 2 }]);
    expect(server?.served.calls).toBe(1);
  });

  test('streamed → the same events and one id; a connection that is torn down spoils nothing', async () => {
    const { text } = await ask('', { ...IN_BACKGROUND, stream: true });
    const ids = [...text.matchAll(/"id":"(resp_\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(1);
    expect(text).toContain('event: response.completed');
    await server?.stop();
    server = undefined;
    const torn = ask('', { ...IN_BACKGROUND, stream: true }, () => ({
      fault: 'cutStream',
      reply: { message: 'Whole.' },
    }));
    await expect(torn).rejects.toThrow();
    const [entry] = running()?.requests ?? [];
    expect(entry).toMatchObject({ outcome: 'answered' });
    expect(JSON.parse((await ask(`/${entry?.responseId}`)).text)).toMatchObject({ status: 'completed' });
  });

  test('called off → cancelled for good; what the script says then is not counted', async () => {
    const { respond, answer } = held();
    const { id } = JSON.parse((await ask('', IN_BACKGROUND, respond)).text);
    expect(JSON.parse((await ask(`/${id}/cancel`, {})).text).status).toBe('cancelled');
    answer({ message: 'Too late.' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.parse((await ask(`/${id}`)).text).status).toBe('cancelled');
    expect([server?.requests[0]?.outcome, server?.served.calls]).toEqual(['cancelled', 0]);
  });

  test('not stored → 400; an unknown id → 404; one that is not in the background → cannot be found', async () => {
    expect((await ask('', { ...IN_BACKGROUND, store: false })).status).toBe(400);
    expect((await ask('/resp_unknown')).status).toBe(404);
    const { id } = JSON.parse((await ask('', { model: 'm', input: 'Hi' })).text);
    expect((await ask(`/${id}/cancel`, {})).status).toBe(404);
  });
});
