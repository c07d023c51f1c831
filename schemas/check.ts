/** The commands that prove a goal, and the paths that nobody may change for them. */
import { z } from 'zod';
import { text } from './text.ts';

const metric = z.strictObject({
  marker: text.max(100).regex(/^\S(.*\S)?$/, 'must be one line without space around it'),
  op: z.enum(['<', '<=', '>', '>=', '==']),
  value: z.number(),
});

const check = z.strictObject({
  name: text.min(1).max(100),
  command: text.min(1).max(4_000),
  timeoutSeconds: z.int().min(1).max(3_600).default(300),
  runs: z.int().min(1).max(10).default(1),
  expect: z
    .strictObject({ exitCode: z.int().min(0).max(255).default(0), metric: metric.exactOptional() })
    .prefault({}),
});

export const checks = z.array(check).max(20);

/** Inside the workspace, and not the workspace itself. */
const relativePath = text.max(500).refine((path) => !path.startsWith('/') && isBelow(path.split('/')), {
  message: 'must be a path inside the workspace',
});
const isBelow = (parts: readonly string[]): boolean =>
  !parts.includes('..') && parts.some((part) => part !== '' && part !== '.');

export const protectedPaths = z.array(relativePath).max(100);
