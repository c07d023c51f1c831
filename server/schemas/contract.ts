/**
 * What a caller may send as a goal. Closed and bounded: an unknown field is refused by name, and nothing is cut in silence.
 */
import { z } from 'zod';
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract.ts';

/** Counted in characters as people see them on the wire (code points), as Codex does. */
const MAX_OBJECTIVE_CHARACTERS = 4_000;
const codePoints = (text: string): number => [...text].length;

/** What a command line, a file name and a database can all hold. */
const text = z.string().refine((value) => value.isWellFormed() && !value.includes('\0'), {
  message: 'must not hold NUL or half a character',
});

const line = text.trim().min(1).max(2_000);
/** Inside the workspace, and not the workspace itself. */
const relativePath = text.max(500).refine((path) => !path.startsWith('/') && isBelow(path.split('/')), {
  message: 'must be a path inside the workspace',
});
const isBelow = (parts: readonly string[]): boolean =>
  !parts.includes('..') && parts.some((part) => part !== '' && part !== '.');

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

const checks = z.array(check).max(20);
const positive = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

const contractShape = {
  objective: text
    .trim()
    .min(1, 'must not be empty')
    .refine((value) => codePoints(value) <= MAX_OBJECTIVE_CHARACTERS, {
      message: `must be at most ${MAX_OBJECTIVE_CHARACTERS} characters`,
    }),
  verification: z.strictObject({
    checks: checks.min(1, 'a goal needs at least one check that proves it'),
    protectedPaths: z.array(relativePath).max(100).default([]),
  }),
  constraints: z
    .strictObject({ checks: checks.default([]), text: z.array(line).max(50).default([]) })
    .prefault({}),
  boundaries: z.strictObject({ text: z.array(line).max(50).default([]) }).prefault({}),
  iterationPolicy: line.exactOptional(),
  blockedStop: line.exactOptional(),
  budget: z
    .strictObject({
      tokens: positive.exactOptional(),
      turns: positive.exactOptional(),
      toolCalls: positive.exactOptional(),
    })
    .prefault({}),
  policy: z
    .strictObject({
      onNoToolCall: z.enum(['suppress', 'continue']).default(DEFAULT_POLICY.onNoToolCall),
      blockedAfterTurns: z.int().min(1).max(100).default(DEFAULT_POLICY.blockedAfterTurns),
      maxRefusedAudits: z.int().min(1).max(1_000).default(DEFAULT_POLICY.maxRefusedAudits),
    })
    .prefault({}),
};

interface NamedChecks {
  readonly verification: { readonly checks: readonly { readonly name: string }[] };
  readonly constraints: { readonly checks: readonly { readonly name: string }[] };
}

/** Results are told apart by the check's name. */
function refuseTwins({ verification, constraints }: NamedChecks, context: z.RefinementCtx): void {
  const names = new Set<string>();
  for (const [index, { name }] of [...verification.checks, ...constraints.checks].entries()) {
    const isVerification = index < verification.checks.length;
    if (names.has(name))
      context.addIssue({
        code: 'custom',
        message: `the name "${name}" is used twice`,
        path: isVerification
          ? ['verification', 'checks', index, 'name']
          : ['constraints', 'checks', index - verification.checks.length, 'name'],
      });
    names.add(name);
  }
}

/** The body of `PUT /threads/:id/goal`. */
export const setGoalSchema = z
  .strictObject({ ...contractShape, replace: z.boolean().default(false) })
  .superRefine(refuseTwins);

/** The contract without what only the request is about. */
export function contractOf({ replace: _, ...contract }: z.infer<typeof setGoalSchema>): Contract {
  return contract;
}
