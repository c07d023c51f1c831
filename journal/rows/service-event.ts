/** Events of the service: what callers are told of, over all threads of a tenant. */
import type { EventType } from '../events/event-types.ts';

export interface ServiceEventRow {
  /** Its place among all events: readers go on from here. */
  readonly position: number;
  readonly threadId: string;
  readonly seq: number;
  /** The payload as JSON, byte for byte what webhooks are sent. */
  readonly body: string;
}

export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly threadId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The part of the journal that tells callers what happened. */
export interface ServiceEvents {
  /**
   * Gives the events that have none their place, and each webhook that wants one its delivery, in one
   * transaction: both are made once. Resolves with how many events got a place.
   */
  placeEvents(now: Date): Promise<number>;
  /** Reads in order of their places, from behind this one on; what has no place does not show yet. */
  readServiceEvents(
    tenantId: string,
    after: number,
    limit: number,
    filter?: EventFilter,
  ): Promise<ServiceEventRow[]>;
  /** The last place that was given. */
  /** Lets go of events that happened before, and of deliveries that ended before, with their attempts. */
  sweepEvents(before: Date): Promise<void>;
  readLastEventPlace(): Promise<number>;
}
