/** The commands that prove a goal, and the tools that the work may use. */
import { z } from 'zod';
import type { Check, MetricExpectation } from '../../workflows/contract/contract.ts';
import { BOUNDED_TOOLS } from '../../workflows/contract/tool-names.ts';
import { type SentFile, sentFiles, sentTar } from './hidden-files/sent-files.ts';
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

const fields = z.strictObject({
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
        z.strictObject({ command: text.min(1).max(4_000) }).meta({ id: 'SentTwinCommand' }),
        z.strictObject({ patch: text.min(1).max(64_000) }).meta({ id: 'SentTwinPatch' }),
      ],
      { error: 'needs either a command or a patch' },
    )
    .exactOptional(),
  visibility: z
    .enum(['visible', 'hidden'])
    .describe('hidden: the model is told its name, its hint and whether it passed, and nothing else.')
    .exactOptional(),
  hint: text
    .trim()
    .min(1)
    .max(500)
    .describe('What the model is told of a hidden check beside its name.')
    .exactOptional(),
  files: sentFiles
    .describe(
      'Files that stand in the copies of this hidden check alone. In PATCH: left out, those of the check of this name stay.',
    )
    .exactOptional(),
  filesTar: sentTar.describe('The same as a plain tar, in base64.').exactOptional(),
});

/** A check as it was sent: contents of its files may still be with it. */
export interface SentCheck extends Omit<Check, 'files'> {
  readonly files?: readonly SentFile[];
}

/** What a visible check would have to hide. */
const HIDDEN_FIELDS = ['hint', 'files', 'filesTar'] as const;

/** Whichever way the files came, they stand in `files`. */
const check = fields
  .superRefine((sent, context) => {
    if (sent.visibility !== 'hidden')
      for (const field of HIDDEN_FIELDS)
        if (sent[field] !== undefined)
          context.addIssue({ code: 'custom', message: 'is for checks of visibility hidden', path: [field] });
    if (sent.files !== undefined && sent.filesTar !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'has files and filesTar: send either',
        path: ['filesTar'],
      });
  })
  .transform(
    ({ filesTar, ...sent }): SentCheck => (filesTar === undefined ? sent : { ...sent, files: filesTar }),
  )
  .meta({ id: 'Check' });

export const checks = z.array(check).max(20);

export const toolNames = z.array(z.enum(BOUNDED_TOOLS)).min(1).max(BOUNDED_TOOLS.length);
