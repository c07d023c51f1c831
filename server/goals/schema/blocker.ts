/** An account of an obstacle, the model's or the service's own, as replies show it. */
import { z } from 'zod';

export const blockerSchema = z.strictObject({
  name: z.string().optional(),
  needed: z.string().optional(),
  attempted: z.string().optional(),
});
