/** A moment in a query: a time with its zone, or a day, which begins at 0:00 UTC. */
import { z } from 'zod';

export const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'must be a day (2026-11-29) or a time with its zone (2026-11-29T08:00:00Z)',
  })
  .transform((text) => new Date(text));
