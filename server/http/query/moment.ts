/** A moment in a query: a time with its zone, or a day, which begins at 0:00 UTC. */
import { z } from 'zod';

const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');

export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: ({ input }) =>
      input === undefined
        ? 'is missing: a day (2026-11-29) or a time with its zone (2026-11-29T08:00:00Z)'
        : 'must be a day (2026-11-29) or a time with its zone (2026-11-29T08:00:00Z)',
  })
  .transform((text) => new Date(text))
  // A database counts no year 0, and what a zone takes from the first day of the year 1 lies before it.
  .refine((moment) => moment.getTime() >= FIRST_MS, 'must not lie before the year 1');
