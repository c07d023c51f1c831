/**
 * The record of a simulated thread as its Activities were given it; throws when anything in it is
 * overwritten.
 */
import type { JournalEvent } from '../../../workflows/thread/state/journal-event.ts';
import type { DeliveredInput } from '../../../workflows/thread/state/thread-state.ts';

export function createWriteOnceRecord() {
  const events = new Map<number, JournalEvent>();
  const delivered = new Set<string>();
  /** What stands at each place; an Activity that is tried again hands the same things over again. */
  const places = new Map<number, string>();

  function occupy(seq: number, by: string): void {
    const other = places.get(seq);
    if (other !== undefined && other !== by) throw new Error(`place ${seq} of ${other} is taken by ${by}`);
    places.set(seq, by);
  }

  return {
    occupy,
    /** Whether it is new. */
    takeEvent(event: JournalEvent): boolean {
      const isNew = !events.has(event.seq);
      occupy(event.seq, JSON.stringify(event));
      events.set(event.seq, event);
      return isNew;
    },
    takeInputs(inputs: readonly DeliveredInput[]): void {
      for (const { inputId, seq } of inputs) {
        occupy(seq, inputId);
        delivered.add(inputId);
      }
    },
    /** Events are in the order in which they were first seen. */
    events: () => [...events.values()],
    /** How many different messages were delivered. */
    delivered: () => delivered.size,
  };
}
