/** Text that a command line, a file name and a database can all hold. */
import { z } from 'zod';

export const text = z.string().refine((value) => value.isWellFormed() && !value.includes('\0'), {
  message: 'must not hold NUL or half a character',
});

export const line = text.trim().min(1).max(2_000);
export const lines = z.array(line).max(50);
