/** The commands that prove a goal, and the tools that the work may use. */
import { z } from 'zod';
import type { MetricExpectation } from '../workflows/contract.ts';
import { WORK_TOOLS } from '../workflows/tool-names.ts';
import { text } from './text.ts';

const op = z.enum(['<', '<=', '>', '>=', '==']);
const marker = text.max(100).regex(/^\S(.*\S)?$/, 'must be one line without space around it');
const jsonPath = text
  .max(200)
  .regex(/^[\w-]+(\.[\w-]+|\[\d{1,6}\])*$/, 'must be names and indexes, e.g. results[0].p95');

const metric = z
  .strictObject({
    marker: marker.exactOptional(),
    jsonPath: jsonPath.exactOptional(),
    op,
    value: z.number(),
    source: z.enum(['output', 'channel']).exactOptional(),
  })
  .transform(({ marker, jsonPath, ...bound }, context): MetricExpectation => {
    if (marker !== undefined && jsonPath === undefined) return { marker, ...bound };
    if (jsonPath !== undefined && marker === undefined) return { jsonPath, ...bound };
    context.addIssue({ code: 'custom', message: 'needs either a marker or a jsonPath' });
    return z.NEVER;
  });

const check = z.strictObject({
  name: text.min(1).max(100),
  command: text.min(1).max(4_000),
  timeoutSeconds: z.int().min(1).max(3_600).default(300),
  runs: z.int().min(1).max(10).default(1),
  expect: z
    .strictObject({ exitCode: z.int().min(0).max(255).default(0), metric: metric.exactOptional() })
    .prefault({}),
  observes: z.enum(['workspace', 'external']).exactOptional(),
  twin: z
    .union(
      [
        z.strictObject({ command: text.min(1).max(4_000) }),
        z.strictObject({ patch: text.min(1).max(64_000) }),
      ],
      { error: 'needs either a command or a patch' },
    )
    .exactOptional(),
});

export const checks = z.array(check).max(20);

export const toolNames = z.array(z.enum(WORK_TOOLS)).min(1).max(WORK_TOOLS.length);
