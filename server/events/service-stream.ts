/** One reader of the events of a tenant: from its position on, each once and in order. */
import type { EventFilter, ServiceEvents } from '../../journal/rows/service-event.ts';
import type { EventSink } from './event-stream.ts';
import type { EventTicks } from './event-ticks.ts';
import { serviceEventReply } from './service-events.ts';
import { HEARTBEAT } from './sse.ts';

export interface ServiceStreamSources {
  readonly journal: Pick<ServiceEvents, 'readServiceEvents'>;
  readonly ticks: EventTicks;
}

export interface ServiceStreamWish {
  readonly tenantId: string;
  readonly after: number;
  readonly filter: EventFilter;
}

const PAGE_EVENTS = 100;
const HEARTBEAT_MS = 15_000;

/** It streams until `signal` aborts. It throws what the sink throws, and what the journal does. */
export async function streamServiceEvents(
  { journal, ticks }: ServiceStreamSources,
  { tenantId, after, filter }: ServiceStreamWish,
  sink: EventSink,
  signal: AbortSignal,
): Promise<void> {
  let cursor = after;
  let isDue = true;
  let wake = (): void => undefined;
  signal.addEventListener('abort', () => wake(), { once: true });
  const heartbeat = setInterval(() => sink.offer(HEARTBEAT), HEARTBEAT_MS).unref();
  const stop = ticks.follow(() => {
    isDue = true;
    wake();
  });

  async function writeNews(): Promise<void> {
    while (!signal.aborted) {
      const rows = await journal.readServiceEvents(tenantId, cursor, PAGE_EVENTS, filter);
      for (const row of rows) {
        await sink.write(`id: ${row.position}\ndata: ${JSON.stringify(serviceEventReply(row))}\n\n`);
        cursor = row.position;
      }
      if (rows.length < PAGE_EVENTS) return;
    }
  }

  try {
    while (!signal.aborted) {
      isDue = false;
      await writeNews();
      if (isDue || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearInterval(heartbeat);
    stop();
  }
}
