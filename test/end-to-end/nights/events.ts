/** The events of a thread's record. Pure. */
import type { Json } from '../../support/service/api.ts';

/** All items are given; each event has its position. */
export const eventsIn = (items: readonly Json[]): Json[] =>
  items.filter(({ kind }) => kind === 'event').map(({ seq, body }) => ({ ...body, seq }));

/** Type and detail of an event, e.g. `turnStarted continuation`. */
export const nameOf = ({ type, kind, change, by }: Json): string =>
  [type, kind ?? change ?? by].filter((word) => word !== undefined).join(' ');

export const namesOf = (events: readonly Json[]): string[] => events.map(nameOf);

/** A gap lasts from the end of each turn to the start of the one after it, in seconds. */
export function gapsInSeconds(events: readonly Json[]): number[] {
  const turns = events.filter(({ type }) => type === 'turnStarted' || type === 'turnEnded');
  return turns.flatMap((event, index) =>
    event.type === 'turnStarted' && index > 0 ? [(event.atMs - turns[index - 1].atMs) / 1000] : [],
  );
}

/** How long after the end of the turn before it each announced turn was to start, in seconds. */
export const delaysInSeconds = (
  announced: readonly { readonly atMs: number; readonly seq: number }[],
  events: readonly Json[],
): number[] =>
  announced.map(({ atMs, seq }) => {
    const ended = events.findLast((event) => event.type === 'turnEnded' && event.seq < seq);
    return (atMs - ended.atMs) / 1000;
  });
