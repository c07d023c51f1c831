/**
 * Events get their place among all events, and webhooks their deliveries, from one writer at a time: numbers
 * that are given out where changes are recorded would show in another order than they are committed.
 */

import { v7 as uuidv7 } from 'uuid';
import { defined } from '../../../objects/defined.ts';

import type { EventType } from '../../events/event-types.ts';
import { eventIdOf, type KnownEvent, payloadOf } from '../../events/payload.ts';
import type { ServiceEvents } from '../../rows/service-event.ts';
import type { SqlClient, SqlSession } from '../../sql/sql.ts';
import { INSERT_DELIVERY } from './deliveries.ts';
import { isWanted } from './is-wanted.ts';
import { toWebhook, WEBHOOK_COLUMNS, type WebhookRow } from './webhook-row.ts';

/** So many at once; who wants more asks again. */
const BATCH = 200;

const IS_ANY = 'select thread_id from service_events where position is null limit 1';

const UNPLACED = `
  select e.thread_id, e.seq, e.tenant_id, e.type, e.at, e.change, coalesce(t.title, s.name) as title,
    coalesce(t.metadata, s.metadata) as metadata
  from service_events as e left join threads as t on t.thread_id = e.thread_id
    left join schedules as s on s.schedule_id = e.schedule_id
  where e.position is null order by e.at, e.thread_id, e.seq limit $1`;

const PLACE = `
  update service_events as e set position = given.position, body = given.body, metadata = given.metadata::jsonb
  from unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::text[])
    as given (thread_id, seq, position, body, metadata)
  where e.thread_id = given.thread_id and e.seq = given.seq`;

const READ = `
  select position, thread_id, seq, body from service_events
  where tenant_id = $1 and position > $2
    and ($4::text[] is null or type = any($4::text[]))
    and ($5::text is null or thread_id = $5)
    and metadata @> $6::jsonb
  order by position limit $3`;

interface UnplacedRow {
  readonly thread_id: string;
  readonly seq: number;
  readonly tenant_id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly change: string;
  /** What the thread, or the schedule, is called at the moment; null where it is not, or is gone. */
  readonly title: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
}

type PlacedEvent = KnownEvent & { readonly tenantId: string; readonly body: string };

export function createServiceEvents(client: SqlClient): Omit<ServiceEvents, 'sweepEvents'> {
  return {
    async placeEvents(now) {
      if ((await client.queryRepeatable(IS_ANY)).length === 0) return 0;
      return client.transaction(async (session) => {
        // Its lock is held until the commit; who waited for it sees all that was placed meanwhile.
        const [counter] = await session.query<{ last: number }>(
          'update service_event_places set last = last returning last',
        );
        const rows = await session.query<UnplacedRow>(UNPLACED, [BATCH]);
        if (counter === undefined || rows.length === 0) return 0;
        const events = inTheirOrder(rows.map(toPlaced));
        await place(session, events, counter.last);
        await makeDeliveries(session, events, now);
        return events.length;
      });
    },

    async readServiceEvents(tenantId, after, limit, { types, threadId, metadata } = {}) {
      const rows = await client.queryRepeatable<{
        position: number;
        thread_id: string;
        seq: number;
        body: string;
      }>(READ, [
        ...[tenantId, after, limit, types ?? null, threadId ?? null],
        JSON.stringify(metadata ?? {}),
      ]);
      return rows.map(({ position, thread_id, seq, body }) => ({ position, threadId: thread_id, seq, body }));
    },

    async readLastEventPlace() {
      const [row] = await client.queryRepeatable<{ last: number }>('select last from service_event_places');
      return row?.last ?? 0;
    },
  };
}

function toPlaced({
  thread_id,
  seq,
  tenant_id,
  type,
  at,
  change,
  title,
  metadata,
}: UnplacedRow): PlacedEvent {
  const known = {
    ...{ threadId: thread_id, seq, type, at: at.toISOString() },
    change: JSON.parse(change) as KnownEvent['change'],
    ...defined({
      title: title ?? undefined,
      metadata: metadata !== null && Object.keys(metadata).length > 0 ? metadata : undefined,
    }),
  } as KnownEvent;
  return { ...known, tenantId: tenant_id, body: JSON.stringify(payloadOf(known)) };
}

/** Clocks may go back: within a thread its record decides. */
function inTheirOrder(events: readonly PlacedEvent[]): PlacedEvent[] {
  const rest = Map.groupBy(events, ({ threadId }) => threadId);
  for (const each of rest.values()) each.sort((a, b) => a.seq - b.seq);
  return events.flatMap(({ threadId }) => rest.get(threadId)?.splice(0, 1) ?? []);
}

async function place(session: SqlSession, events: readonly PlacedEvent[], last: number): Promise<void> {
  await session.query(PLACE, [
    events.map(({ threadId }) => threadId),
    events.map(({ seq }) => seq),
    events.map((_, index) => last + 1 + index),
    events.map(({ body }) => body),
    events.map(({ metadata }) => JSON.stringify(metadata ?? {})),
  ]);
  await session.query('update service_event_places set last = $1', [last + events.length]);
}

async function makeDeliveries(session: SqlSession, events: readonly PlacedEvent[], now: Date): Promise<void> {
  const rows = await session.query<WebhookRow>(
    `select ${WEBHOOK_COLUMNS} from webhooks as w
     where status = 'enabled' and tenant_id = any($1::text[]) and (goal_id is null or goal_id = any($2::text[]))
     order by webhook_id`,
    [
      [...new Set(events.map(({ tenantId }) => tenantId))],
      events.flatMap(({ change: { goalId } }) => (goalId === undefined ? [] : [goalId])),
    ],
  );
  const webhooks = rows.map(toWebhook);
  const sent = events.flatMap((event) =>
    webhooks.filter((webhook) => isWanted(event, webhook)).map(({ webhookId }) => ({ event, webhookId })),
  );
  if (sent.length === 0) return;
  await session.query(INSERT_DELIVERY, [
    sent.map(() => `dlv_${uuidv7()}`),
    sent.map(({ webhookId }) => webhookId),
    sent.map(({ event }) => event.tenantId),
    sent.map(({ event }) => event.threadId),
    sent.map(({ event }) => eventIdOf(event)),
    sent.map(({ event }) => event.type),
    sent.map(({ event }) => event.body),
    now.toISOString(),
  ]);
}
