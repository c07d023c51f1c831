/** What the rules over contracts find weak, as replies show it. */
import { z } from 'zod';
import { CODES, type Code } from '../../contracts/draft/codes.ts';
import { listOf } from '../http/list-of.ts';

export const findingsSchema = listOf(
  z.strictObject({
    code: z.enum(Object.keys(CODES) as [Code, ...Code[]]),
    severity: z.enum(['error', 'warning', 'note']),
    field: z.string(),
    message: z.string(),
    help: z.string(),
  }),
);
