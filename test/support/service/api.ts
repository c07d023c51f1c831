/**
 * REST as tests call it. Polls for what takes time; the test runner's own time limit ends a wait that is in
 * vain.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Reply<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

// biome-ignore lint/suspicious/noExplicitAny: replies of all routes; tests assert the fields that they read
export type Json = any;

export interface Api {
  readonly url: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<Json>>;
  /** Creates a thread and returns its id. */
  createThread(body?: unknown): Promise<string>;
  goal(threadId: string): Promise<Json>;
  /** Waits until the goal is as wanted, and returns it. */
  untilGoal(threadId: string, isWanted: (goal: Json) => boolean): Promise<Json>;
  items(threadId: string): Promise<Json[]>;
}

const POLL_INTERVAL_MS = 100;

export function createApi(url: string): Api {
  const call: Api['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const goal = async (threadId: string): Promise<Json> =>
    (await call('GET', `/v1/threads/${threadId}/goal`)).body;
  return {
    url,
    call,
    async createThread(body = {}) {
      const reply = await call('POST', '/v1/threads', body);
      if (reply.status !== 201) throw new Error(`no thread: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body.threadId;
    },
    goal,
    async untilGoal(threadId, isWanted) {
      for (;;) {
        const current = await goal(threadId);
        if (isWanted(current)) return current;
        await sleep(POLL_INTERVAL_MS);
      }
    },
    items: (threadId) => readItems((path) => call('GET', path), threadId),
  };
}

/** All items of a thread's record, page by page. */
export async function readItems(
  get: (path: string) => Promise<{ readonly body: Json }>,
  threadId: string,
): Promise<Json[]> {
  const items: Json[] = [];
  for (;;) {
    const cursor = items.at(-1)?.seq ?? 0;
    const { body } = await get(`/v1/threads/${threadId}/items?cursor=${cursor}&limit=200`);
    items.push(...body.items);
    if (body.isLast) return items;
  }
}
