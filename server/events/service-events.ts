/** Events of the service as REST shows them, and what of them a caller asks for. */
import { z } from 'zod';
import { metadata } from '../../contracts/schema/labels.ts';
import { text } from '../../contracts/schema/text.ts';
import { EVENT_TYPES, type EventType } from '../../journal/events/event-types.ts';
import { eventIdOf } from '../../journal/events/payload.ts';
import type { EventFilter, ServiceEventRow, ServiceEvents } from '../../journal/rows/service-event.ts';
import { defined } from '../../objects/defined.ts';
import { ID_CHARACTERS } from '../lookup/find-thread.ts';
import { position } from '../record/item-page.ts';
import type { ServiceEventReply } from './service-event-schema.ts';

/** A list with commas, as one field of a query. */
const types = z
  .string()
  .max(1_000)
  .transform((list, context) =>
    list.split(',').flatMap((part): EventType[] => {
      const type = EVENT_TYPES.find((known) => known === part.trim());
      if (type === undefined)
        context.addIssue({ code: 'custom', message: `"${part.trim().slice(0, 40)}" is no type of event` });
      return type === undefined ? [] : [type];
    }),
  );

export const serviceEventsQuery = z.strictObject({
  cursor: z
    .union([z.literal('end'), position])
    .describe('Events after this position; 0 is the start, `end` leaves out what has happened already.')
    .default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  types: types.describe('A list with commas; default: every type.').exactOptional(),
  threadId: text.regex(ID_CHARACTERS).max(100).exactOptional(),
  metadata: metadata
    .meta({ style: 'deepObject', explode: true })
    .describe(
      'E.g. `metadata[team]=pay`: events of threads, or runs of schedules, that had all of these values.',
    )
    .exactOptional(),
});

export type ServiceEventsQuery = z.output<typeof serviceEventsQuery>;

export const filterOf = ({ types, threadId, metadata: of }: ServiceEventsQuery): EventFilter =>
  defined({ types, threadId, metadata: of });

/** The position that a reader begins behind. */
export const startOf = async (
  journal: Pick<ServiceEvents, 'readLastEventPlace'>,
  cursor: ServiceEventsQuery['cursor'],
): Promise<number> => (cursor === 'end' ? journal.readLastEventPlace() : cursor);

export const serviceEventReply = (row: ServiceEventRow): ServiceEventReply =>
  ({
    id: eventIdOf(row),
    position: row.position,
    ...(JSON.parse(row.body) as Omit<ServiceEventReply, 'id' | 'position'>),
  }) as ServiceEventReply;
