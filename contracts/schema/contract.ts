/**
 * What may be set as a goal, by a caller or by the model on a user's behalf. Closed and bounded: an unknown
 * field is refused by name, and nothing is cut in silence.
 */
import { z } from 'zod';
import { defined } from '../../objects/defined.ts';
import { omit } from '../../objects/omit.ts';
import {
  type Contract,
  DEFAULT_POLICY,
  defaultUndeclaredReads,
  type Policy,
} from '../../workflows/contract/contract.ts';
import type { SentBudget } from '../ceiling/budget-rule.ts';
import { checks, toolNames } from './check.ts';
import { refuseLargeFiles } from './hidden-files/sent-files.ts';
import { labelFields } from './labels.ts';
import { budgetFields, instant, policyFields, refuseLimitsBesideNone, unlimitedField } from './limits.ts';
import { objective } from './objective.ts';
import { anyPathPatterns, pathPatterns } from './path-pattern.ts';
import { line, lines, text } from './text.ts';

const NEEDS_PROOF = 'a goal needs at least one check that proves it, or an auditor who rules on the evidence';

export const auditorModel = text.trim().min(1).max(200);

type PathPatterns = typeof pathPatterns;

const verificationWith = (patterns: PathPatterns) =>
  z
    .strictObject(
      {
        checks: checks.default([]),
        protectedPaths: patterns.default([]),
        auditor: z.strictObject({ model: auditorModel.exactOptional() }).exactOptional(),
      },
      { error: ({ input }) => (input === undefined ? NEEDS_PROOF : undefined) },
    )
    .superRefine(({ checks, auditor }, context) => {
      if (checks.length === 0 && auditor === undefined)
        context.addIssue({ code: 'custom', message: NEEDS_PROOF, path: ['checks'] });
    });

const boundariesWith = (patterns: PathPatterns) =>
  z
    .strictObject({
      text: lines.default([]),
      writePaths: patterns.exactOptional(),
      tools: toolNames.exactOptional(),
      network: z.literal('none').exactOptional(),
    })
    .prefault({});

export const contractFields = {
  objective,
  verification: verificationWith(pathPatterns),
  constraints: z.strictObject({ checks: checks.default([]), text: lines.default([]) }).prefault({}),
  boundaries: boundariesWith(pathPatterns),
  iterationPolicy: line.exactOptional(),
  blockedStop: line.exactOptional(),
  budget: z
    .strictObject({
      tokens: budgetFields.tokens.exactOptional(),
      costUsd: budgetFields.costUsd.exactOptional(),
      turns: budgetFields.turns.exactOptional(),
      toolCalls: budgetFields.toolCalls.exactOptional(),
      timeSeconds: budgetFields.timeSeconds.exactOptional(),
      deadline: budgetFields.deadline.exactOptional(),
      unlimited: unlimitedField.exactOptional(),
    })
    .superRefine(refuseLimitsBesideNone)
    .describe("Without any limit the operator's defaults hold.")
    .prefault({}),
  policy: z
    .strictObject({
      onNoToolCall: policyFields.onNoToolCall.default(DEFAULT_POLICY.onNoToolCall),
      onReopen: policyFields.onReopen.default(DEFAULT_POLICY.onReopen),
      blockedAfterTurns: policyFields.blockedAfterTurns.default(DEFAULT_POLICY.blockedAfterTurns),
      maxRefusedAudits: policyFields.maxRefusedAudits.default(DEFAULT_POLICY.maxRefusedAudits),
      minGapSeconds: policyFields.minGapSeconds.default(DEFAULT_POLICY.minGapSeconds),
      stallAfterTurns: policyFields.stallAfterTurns.default(DEFAULT_POLICY.stallAfterTurns),
      undeclaredReads: policyFields.undeclaredReads
        .describe('Left out: refuse where boundaries.writePaths is given, else ask.')
        .exactOptional(),
      answerWithinSeconds: policyFields.answerWithinSeconds.default(DEFAULT_POLICY.answerWithinSeconds),
      questionTimeoutSeconds: policyFields.questionTimeoutSeconds
        .describe('Of a question of the model; then it goes on with its default answer.')
        .default(DEFAULT_POLICY.questionTimeoutSeconds),
      twins: policyFields.twins.default(DEFAULT_POLICY.twins),
      serviceTier: policyFields.serviceTier.default(DEFAULT_POLICY.serviceTier),
      progress: policyFields.progress
        .describe('changes: long stretches without a figure are normal for this goal.')
        .default('nearer'),
      measureAfterTurns: policyFields.measureAfterTurns.default(DEFAULT_POLICY.measureAfterTurns),
    })
    .prefault({}),
  notBefore: instant.exactOptional(),
};

interface NamedChecks {
  readonly verification?: { readonly checks?: unknown } | undefined;
  readonly constraints?: { readonly checks?: unknown } | undefined;
}

/** Also where other fields are wrong: whoever mends a contract wants to hear of all of it at once. */
const ALWAYS = {
  when: ({ value }: { readonly value: unknown }): boolean => typeof value === 'object' && value !== null,
};

const namesIn = (checks: unknown): unknown[] =>
  Array.isArray(checks) ? checks.map((check: { readonly name?: unknown } | null) => check?.name) : [];

/** Results are told apart by the check's name. */
export function refuseTwins({ verification, constraints }: NamedChecks, context: z.RefinementCtx): void {
  const names = new Set<string>();
  const verifying = namesIn(verification?.checks);
  for (const [index, name] of [...verifying, ...namesIn(constraints?.checks)].entries()) {
    if (typeof name !== 'string') continue;
    const isVerification = index < verifying.length;
    if (names.has(name))
      context.addIssue({
        code: 'custom',
        message: `the name "${name}" is used twice`,
        path: isVerification
          ? ['verification', 'checks', index, 'name']
          : ['constraints', 'checks', index - verifying.length, 'name'],
      });
    names.add(name);
  }
}

/** A contract as it comes in: its budget is not ruled on yet. */
export type SentContract = Omit<Contract, 'budget'> & { readonly budget: SentBudget };

interface ParsedContract extends Omit<SentContract, 'policy'> {
  readonly policy: Omit<Policy, 'undeclaredReads'> & Partial<Pick<Policy, 'undeclaredReads'>>;
}

interface DeclaredWork {
  readonly boundaries?: { readonly writePaths?: unknown } | undefined;
  readonly policy?: { readonly undeclaredReads?: unknown } | undefined;
}

/** Every change would be undeclared. */
function refuseUndeclaredWork({ boundaries, policy }: DeclaredWork, context: z.RefinementCtx): void {
  if (policy?.undeclaredReads === 'refuse' && boundaries?.writePaths === undefined)
    context.addIssue({
      code: 'custom',
      message: 'must name the work when policy.undeclaredReads is refuse',
      path: ['boundaries', 'writePaths'],
    });
}

/** A contract says all of its policy, so that nobody who reads it has to know what was the default. */
const withPolicy = ({ policy, ...rest }: ParsedContract): SentContract => ({
  ...rest,
  policy: { ...policy, undeclaredReads: policy.undeclaredReads ?? defaultUndeclaredReads(rest.boundaries) },
});

interface WithDeadline {
  readonly budget?: { readonly deadline?: string | null | undefined } | undefined;
}

/** A deadline that has passed would end the goal before it begins. */
export function refusePast({ budget }: WithDeadline, context: z.RefinementCtx): void {
  const deadline = budget?.deadline ?? undefined;
  if (deadline !== undefined && Date.parse(deadline) <= Date.now())
    context.addIssue({ code: 'custom', message: 'must lie in the future', path: ['budget', 'deadline'] });
}

/**
 * A contract as it stands: of an older one, the deadline may have passed, and patterns need not be
 * understood.
 */
export const standingContractSchema = z
  .strictObject({
    ...contractFields,
    verification: verificationWith(anyPathPatterns),
    boundaries: boundariesWith(anyPathPatterns),
  })
  .superRefine(refuseTwins, ALWAYS)
  .superRefine(refuseLargeFiles)
  .superRefine(refuseUndeclaredWork, ALWAYS)
  .transform(withPolicy);

/** A contract that is set now. */
export const contractSchema = z
  .strictObject(contractFields)
  .superRefine(refuseTwins, ALWAYS)
  .superRefine(refuseLargeFiles)
  .superRefine(refuseUndeclaredWork, ALWAYS)
  .superRefine(refusePast)
  .transform(withPolicy);

const callbackUrl = text
  .min(1)
  .max(2_000)
  .describe(
    'Is sent every event of the goal; GET /v1/webhooks/signing-secret has the secret that signs them.',
  );

/** The body of `PUT /threads/:id/goal`. */
export const setGoalSchema = z
  .strictObject({
    ...contractFields,
    ...labelFields,
    replace: z.boolean().default(false),
    callbackUrl: callbackUrl.exactOptional(),
  })
  .superRefine(refuseTwins, ALWAYS)
  .superRefine(refuseLargeFiles)
  .superRefine(refuseUndeclaredWork, ALWAYS)
  .superRefine(refusePast)
  .transform(({ replace, callbackUrl, title, metadata, ...contract }) => ({
    ...withPolicy(contract),
    replace,
    ...defined({ callbackUrl, title, metadata }),
  }));

type SetGoalBody = z.output<typeof setGoalSchema>;

/** The contract without what only the request is about, and what it is called. */
export const contractOf = (body: SetGoalBody): SentContract =>
  omit(body, 'replace', 'callbackUrl', 'title', 'metadata');

/** What the goal is called: no part of its contract, so that the model never reads it. */
export const labelsOfGoal = ({ title, metadata }: SetGoalBody) => defined({ title, metadata });
