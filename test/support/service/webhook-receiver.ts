/** Receives webhooks, as a customer's server would: each path answers as the test says. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from './api.ts';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly event: Json;
}

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface WebhookReceiver {
  /** `host:port`, as an operator allows it. */
  readonly host: string;
  url(path: string): string;
  /** What the path answers with from here on, by how often it was asked; default: 204. */
  answer(path: string, answers: (times: number) => Answer): void;
  at(path: string): readonly ReceivedWebhook[];
  /** Waits until the path has received so many. */
  until(path: string, count: number): Promise<readonly ReceivedWebhook[]>;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers = new Map<string, (times: number) => Answer>();
  const at = (path: string) => received.filter((each) => each.path === path);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    received.push({
      path,
      headers: request.headers as Record<string, string>,
      body,
      event: JSON.parse(body),
    });
    const answer = answers.get(path)?.(at(path).length) ?? { status: 204 };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: (path) => `http://${host}${path}`,
    answer: (path, each) => void answers.set(path, each),
    at,
    async until(path, count) {
      while (at(path).length < count) await sleep(20);
      return at(path);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
