/**
 * Messages through `LISTEN` and `NOTIFY` of the database that server and worker share: no table is written,
 * and what nobody listens to is gone. One connection of its own; a lost one is made again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Carrier, type Channel, MAX_MESSAGE_BYTES } from './carrier.ts';

const NAMES: Readonly<Record<Channel, string>> = {
  text: 'goalkeeper_live_text',
  watch: 'goalkeeper_live_watch',
};
/** Waiting to be sent; beyond it the oldest are lost. */
const MAX_QUEUED = 256;
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/** Connects in the background: a database that is away costs messages, and nothing else. */
export function createPostgresCarrier(databaseUrl: string): Carrier {
  const listeners: { readonly channel: Channel; readonly listener: (message: string) => void }[] = [];
  const queue: { readonly channel: Channel; readonly message: string }[] = [];
  const closing = new AbortController();
  let client: Client | undefined;
  let isSending = false;

  async function connect(): Promise<void> {
    for (
      let delayMs = FIRST_DELAY_MS;
      !closing.signal.aborted;
      delayMs = Math.min(MAX_DELAY_MS, delayMs * 2)
    ) {
      const next = new Client({
        connectionString: databaseUrl,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        application_name: 'goalkeeper-live',
      });
      const ended = new Promise<void>((resolve) => {
        next.once('end', resolve);
        // The end follows.
        next.on('error', () => undefined);
      });
      next.on('notification', ({ channel, payload = '' }) => {
        for (const known of listeners) if (NAMES[known.channel] === channel) known.listener(payload);
      });
      try {
        await next.connect();
        await next.query(`listen ${NAMES.text}; listen ${NAMES.watch}`);
        // Closed meanwhile: nobody else would end this connection.
        if (closing.signal.aborted) await next.end();
        else client = next;
        delayMs = FIRST_DELAY_MS;
        void drain();
        await ended;
      } catch {
        await next.end().catch(() => undefined);
      }
      client = undefined;
      await delay(delayMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  /** One statement at a time. */
  async function drain(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let next = queue[0]; client !== undefined && next !== undefined; next = queue[0]) {
      queue.shift();
      await client
        .query('select pg_notify($1, $2)', [NAMES[next.channel], next.message])
        .catch(() => undefined);
    }
    isSending = false;
  }

  const connecting = connect();
  return {
    send(channel, message) {
      if (client === undefined || Buffer.byteLength(message) > MAX_MESSAGE_BYTES) return;
      queue.push({ channel, message });
      if (queue.length > MAX_QUEUED) queue.shift();
      void drain();
    },
    listen: (channel, listener) => void listeners.push({ channel, listener }),
    async close() {
      closing.abort();
      queue.length = 0;
      await client?.end().catch(() => undefined);
      await connecting;
    },
  };
}
