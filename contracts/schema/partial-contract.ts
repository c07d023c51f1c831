/**
 * A contract that is still being written: every field may be absent, and what is there is held to the same
 * rules.
 */
import { z } from 'zod';
import { checks, toolNames } from './check.ts';
import { refusePast, refuseTwins } from './contract.ts';
import { refuseLargeFiles } from './hidden-files/sent-files.ts';
import { budgetFields, instant, policyFields, refuseLimitsBesideNone, unlimitedField } from './limits.ts';
import { objective } from './objective.ts';
import { anyPathPatterns } from './path-pattern.ts';
import { line, lines, text } from './text.ts';

export const partialContractSchema = z
  .strictObject({
    objective,
    verification: z
      .strictObject({
        checks,
        protectedPaths: anyPathPatterns,
        auditor: z.strictObject({ model: text.min(1).max(200).exactOptional() }),
      })
      .partial(),
    constraints: z.strictObject({ checks, text: lines }).partial(),
    boundaries: z
      .strictObject({
        text: lines,
        writePaths: anyPathPatterns,
        tools: toolNames,
        network: z.literal('none'),
      })
      .partial(),
    iterationPolicy: line,
    blockedStop: line,
    budget: z
      .strictObject({ ...budgetFields, unlimited: unlimitedField })
      .partial()
      .superRefine(refuseLimitsBesideNone),
    policy: z.strictObject(policyFields).partial(),
    notBefore: instant,
  })
  .partial()
  .superRefine(({ verification, constraints }, context) =>
    refuseTwins(
      {
        verification: { checks: verification?.checks ?? [] },
        constraints: { checks: constraints?.checks ?? [] },
      },
      context,
    ),
  )
  .superRefine(refuseLargeFiles)
  .superRefine(refusePast);

export type PartialContract = z.output<typeof partialContractSchema>;
