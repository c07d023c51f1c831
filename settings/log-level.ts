/** How much is logged, by every process alike. */
import { z } from 'zod';

export const logLevel = z
  .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  .default('warn');

export type LogLevel = z.output<typeof logLevel>;
