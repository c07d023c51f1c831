/** A played provider and our client of it, for tests of what goes over the wire. */
import { afterEach } from '@jest/globals';
import {
  createModelClient,
  type ModelClient,
  type ModelClientSettings,
} from '../../../activities/model/client.ts';
import type { ModelRequest } from '../../../context/request.ts';
import { REQUEST_TOOLS } from '../../../context/tools/request-tools.ts';
import {
  type ModelServer,
  type ModelServerOptions,
  type Respond,
  startModelServer,
} from '../../../scripted-model/model-server.ts';

export const REQUEST: ModelRequest = {
  instructions: 'Be brief.',
  tools: REQUEST_TOOLS,
  mayCallTools: true,
  input: [{ role: 'user', content: 'Hi' }],
  cacheKey: 'thr_1',
};

export const never = new AbortController().signal;

interface PlayedProvider {
  /** A client of a provider that answers so. */
  client(respond: Respond, settings?: Partial<ModelClientSettings>): Promise<ModelClient>;
  /** It takes the place of the one before. */
  start(options: ModelServerOptions): Promise<ModelServer>;
  /** They are those of the provider that was started last. */
  requests(): ModelServer['requests'];
  server(): ModelServer;
}

/** Call it once in a test file: what a test starts ends with it. */
export function playProvider(): PlayedProvider {
  let running: ModelServer | undefined;
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  async function start(options: ModelServerOptions): Promise<ModelServer> {
    await running?.stop();
    running = await startModelServer(options);
    return running;
  }
  const server = (): ModelServer => {
    if (running === undefined) throw new Error('no provider was started');
    return running;
  };
  return {
    start,
    server,
    requests: () => server().requests,
    async client(respond, settings = {}) {
      const { baseUrl } = await start({ respond });
      const limits = { timeoutMs: 30_000, maxReplyBytes: 1_000_000 };
      return createModelClient({ apiKey: 'sk-test', baseUrl, model: 'gpt-5', ...limits, ...settings });
    },
  };
}
