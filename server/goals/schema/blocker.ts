/** The model's account of an obstacle, as replies show it. */
import { z } from 'zod';

export const blockerSchema = z.strictObject({
  name: z.string().optional(),
  needed: z.string().optional(),
  attempted: z.string().optional(),
});
