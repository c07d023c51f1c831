/** An auditor's answer: its JSON schema as the provider is told it, and as the service checks it again. */
import { z } from 'zod';
import type { TextFormat } from '../../context/request.ts';

/**
 * `contradicted`: the evidence says the opposite. `incomplete`: a part of it is shown. `weak`: what is there
 * could be otherwise. `missing`: there is no evidence.
 */
const VERDICTS = ['proven', 'contradicted', 'incomplete', 'weak', 'missing'] as const;

const verdictSchema = z.strictObject({
  complete: z.boolean(),
  summary: z.string(),
  requirements: z.array(
    z.strictObject({ id: z.string(), verdict: z.enum(VERDICTS), evidence: z.string(), reason: z.string() }),
  ),
});

export type AuditorVerdict = z.output<typeof verdictSchema>;

export const verdictFormat = (ids: readonly string[]): TextFormat => ({
  name: 'audit_verdict',
  schema: {
    type: 'object',
    properties: {
      complete: { type: 'boolean', description: 'Every requirement is proven.' },
      summary: { type: 'string' },
      requirements: {
        type: 'array',
        description: `Each of ${ids.length} requirements once.`,
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', enum: [...ids] },
            verdict: { type: 'string', enum: [...VERDICTS] },
            evidence: { type: 'string', description: 'What shows it: the entry, the file, the figure.' },
            reason: { type: 'string' },
          },
          required: ['id', 'verdict', 'evidence', 'reason'],
          additionalProperties: false,
        },
      },
    },
    required: ['complete', 'summary', 'requirements'],
    additionalProperties: false,
  },
});

export type ReadAuditorVerdict =
  | { readonly ok: true; readonly verdict: AuditorVerdict }
  /** `problem` says what is wrong without a word of the answer. */
  | { readonly ok: false; readonly problem: string };

const MAX_CHARACTERS = 1_000_000;

/**
 * Reads an answer that is exactly one verdict on exactly these requirements, which come back in their order.
 */
export function readAuditorVerdict(text: string, ids: readonly string[]): ReadAuditorVerdict {
  const refuse = (problem: string): ReadAuditorVerdict => ({ ok: false, problem });
  if (text.length > MAX_CHARACTERS) return refuse(`it has more than ${MAX_CHARACTERS} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('it is not one JSON value and nothing else');
  }
  const parsed = verdictSchema.safeParse(value);
  if (!parsed.success) return refuse(`it has not the shape that was asked for (${firstPlace(parsed.error)})`);
  // A parser keeps the last of two fields of one name; which one was meant nobody knows.
  if (keysWritten(text) !== keysIn(value)) return refuse('a field stands in it twice');
  const { requirements } = parsed.data;
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const inOrder = ids.flatMap((id) => byId.get(id) ?? []);
  if (requirements.length !== ids.length || inOrder.length !== ids.length)
    return refuse('it does not rule on each requirement exactly once');
  return { ok: true, verdict: { ...parsed.data, requirements: inOrder } };
}

const firstPlace = ({ issues: [issue] }: z.ZodError): string =>
  issue?.path.filter((part) => typeof part !== 'symbol').join('.') || 'the whole';

/** A string before a colon is a key in valid JSON. */
const keysWritten = (json: string): number =>
  [...json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;

function keysIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, element) => sum + keysIn(element), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, field) => sum + 1 + keysIn(field), 0);
}
