/** What requests about messages have in common. */
import { z } from 'zod';
import { threadParams } from '../lookup/find-thread.ts';

export const content = z.string().min(1).max(100_000);

const inputId = z
  .string()
  .min(1)
  .max(300)
  .refine((id) => id.isWellFormed() && !id.includes('\0'));

export const inputParams = threadParams.extend({ inputId });
