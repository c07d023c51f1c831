/** A contract as replies show it: as it was set, with every default said. */
import { z } from 'zod';
import { BOUNDED_TOOLS } from '../../../workflows/contract/tool-names.ts';
import { listOf } from '../../http/list-of.ts';
import { budgetSchema } from './figures.ts';

const bound = {
  op: z.enum(['<', '<=', '>', '>=', '==']),
  value: z.number(),
  source: z.enum(['output', 'channel']).exactOptional(),
};

const storedCheck = z
  .strictObject({
    name: z.string(),
    command: z.string(),
    timeoutSeconds: z.number(),
    runs: z.number(),
    expect: z.strictObject({
      exitCode: z.number(),
      metric: z
        .union([
          z.strictObject({ marker: z.string(), ...bound }).meta({ id: 'MarkerMetric' }),
          z.strictObject({ jsonPath: z.string(), ...bound }).meta({ id: 'JsonPathMetric' }),
        ])
        .exactOptional(),
    }),
    observes: z.enum(['workspace', 'external']).exactOptional(),
    twin: z
      .union([
        z.strictObject({ command: z.string() }).meta({ id: 'TwinCommand' }),
        z.strictObject({ patch: z.string() }).meta({ id: 'TwinPatch' }),
      ])
      .exactOptional(),
    visibility: z.enum(['visible', 'hidden']).exactOptional(),
    hint: z.string().exactOptional(),
    files: listOf(
      z.strictObject({ path: z.string(), sha256: z.string(), sizeBytes: z.number(), mode: z.string() }),
    ).exactOptional(),
  })
  .meta({ id: 'StoredCheck' });

/** Contracts that an older release stored do not say what came later. */
const storedPolicy = z.strictObject({
  onNoToolCall: z.enum(['suppress', 'backoff', 'continue']),
  onReopen: z.enum(['resume', 'keep']).exactOptional(),
  blockedAfterTurns: z.number(),
  maxRefusedAudits: z.number(),
  minGapSeconds: z.number().exactOptional(),
  stallAfterTurns: z.number().exactOptional(),
  undeclaredReads: z.enum(['report', 'ask', 'refuse']).exactOptional(),
  answerWithinSeconds: z.number().exactOptional(),
  questionTimeoutSeconds: z.number().exactOptional(),
  twins: z.enum(['require', 'use', 'off']).exactOptional(),
  serviceTier: z.enum(['auto', 'flex']).exactOptional(),
  progress: z.enum(['nearer', 'changes']).exactOptional(),
  measureAfterTurns: z.number().exactOptional(),
});

export const storedContractSchema = z
  .strictObject({
    objective: z.string(),
    verification: z.strictObject({
      checks: listOf(storedCheck),
      protectedPaths: listOf(z.string()),
      auditor: z.strictObject({ model: z.string().exactOptional() }).exactOptional(),
    }),
    constraints: z.strictObject({ checks: listOf(storedCheck), text: listOf(z.string()) }),
    boundaries: z.strictObject({
      text: listOf(z.string()),
      writePaths: listOf(z.string()).exactOptional(),
      tools: listOf(z.string())
        .describe(`Some of: ${BOUNDED_TOOLS.join(', ')}.`)
        .exactOptional(),
      network: z.literal('none').exactOptional(),
    }),
    iterationPolicy: z.string().exactOptional(),
    blockedStop: z.string().exactOptional(),
    budget: budgetSchema,
    policy: storedPolicy,
    notBefore: z.string().exactOptional(),
  })
  .meta({ id: 'Contract' });
