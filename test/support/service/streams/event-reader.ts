/** Reads server-sent events as a browser does, but for what it makes of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '../../../../objects/defined.ts';

export interface SeenEvent {
  readonly id?: string;
  readonly event?: string;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are JSON that each test knows
  readonly data: any;
}

export interface EventReader {
  readonly status: number;
  readonly contentType: string;
  readonly events: readonly SeenEvent[];
  /** Items by their place, in the order in which they came. */
  seqs(): number[];
  /** The text of live pieces so far. */
  text(): string;
  until(holds: (reader: EventReader) => boolean): Promise<void>;
  /** The server has ended the answer. */
  readonly ended: Promise<void>;
  close(): void;
}

export async function readEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const stop = new AbortController();
  const reply = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: stop.signal,
  });
  const events: SeenEvent[] = [];
  const ended = collect(reply, events).catch(() => undefined);
  const reader: EventReader = {
    status: reply.status,
    contentType: reply.headers.get('content-type') ?? '',
    events,
    seqs: () => events.flatMap(({ id }) => (id === undefined ? [] : [Number(id)])),
    text: () => events.map(({ event, data }) => (event === 'text' ? data.text : '')).join(''),
    async until(holds) {
      while (!holds(reader)) await sleep(10);
    },
    ended,
    close: () => stop.abort(),
  };
  return reader;
}

async function collect(reply: Response, events: SeenEvent[]): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of reply.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
      );
      if (fields.data === undefined) continue;
      const { id, event, data } = fields;
      events.push({
        ...defined({ id, event }),
        data: JSON.parse(data),
      });
    }
  }
}
