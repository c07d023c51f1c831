/** Holds what callers send against its schema: a 400 names each field, in plain words. */
import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import { fieldProblems, noteKnownFields, unknownField } from './field-problems.ts';
import { type FieldProblem, invalid } from './problem.ts';

/** A wrong type or a missing field, where the schema has no words of its own for it. */
export const PLAINLY = {
  error: (issue: z.core.$ZodRawIssue): string | undefined => {
    if (issue.code === 'unrecognized_keys') return noteMeant(issue.keys, issue.inst);
    if (issue.code === 'invalid_value') return nearOption(issue.values, issue.input);
    if (issue.code !== 'invalid_type') return undefined;
    const wanted = withArticle(issue.expected) + unitOf(issue);
    return issue.input === undefined ? `is missing: it must be ${wanted}` : `must be ${wanted}`;
  },
} as const;

/** Each of the keys becomes a problem of its own, with its own part of the words. */
function noteMeant(keys: readonly string[], schema: unknown): string {
  noteKnownFields(keys, schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
  return keys.map((key) => unknownField(key, keys)).join(' ');
}

/** What may have been meant is told beside all that may be sent; `undefined`: nothing comes near. */
function nearOption(values: readonly unknown[], sent: unknown): string | undefined {
  const options = values.filter((value) => typeof value === 'string');
  const [near] = typeof sent === 'string' ? nearNames(sent, options) : [];
  if (near === undefined) return undefined;
  const all = options.map((option) => JSON.stringify(option)).join('|');
  return `Invalid option: expected one of ${all}; did you mean "${near}"?`;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A field that is named for its unit wants the bare number: "5m" is 300 there. */
function unitOf({ expected, path = [], input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const isNumber = expected === 'number' || expected === 'int';
  if (!isNumber || !/(^s|S)econds$/.test(String(path.at(-1)))) return '';
  const [, count, unit = 's'] = /^\s*(\d+(?:\.\d+)?)\s*([smhd])?[a-z]*\s*$/i.exec(String(input)) ?? [];
  const seconds = Number(count) * (UNIT_SECONDS[unit.toLowerCase()] ?? 1);
  return count === undefined ? ' of seconds' : ` of seconds: ${seconds} for ${JSON.stringify(input)}`;
}

const NAMES: Readonly<Record<string, string>> = { int: 'integer', record: 'object', nan: 'number' };

function withArticle(expected: string): string {
  const name = NAMES[expected] ?? expected;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}

/**
 * Numbers in a query or a header come as text. JavaScript takes an empty one for 0, and `0x10` or ` 1e1 ` for
 * numbers: what is no plain decimal number is refused before it is read as one.
 */
const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;

/** One problem for each field of the schema that is read as a number and is none. */
export function unplainNumbers(schema: unknown, sent: unknown): FieldProblem[] {
  if (!(schema instanceof z.ZodObject) || typeof sent !== 'object' || sent === null) return [];
  return Object.entries(sent).flatMap(([field, value]) => {
    const isWrong = typeof value === 'string' && !PLAIN.test(value) && isRead(schema.shape[field]);
    return isWrong ? [{ field, message: 'must be a number in decimal digits' }] : [];
  });
}

/** Whether text is read as a number there, whatever stands around it. */
function isRead(field: unknown): boolean {
  if (field instanceof z.ZodNumber) return field.def.coerce === true;
  const isAround =
    field instanceof z.ZodOptional || field instanceof z.ZodExactOptional || field instanceof z.ZodDefault;
  return isAround && isRead(field.unwrap());
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (sent: unknown) => {
    const { data, error } = schema.safeParse(sent, PLAINLY);
    const unplain = httpPart === 'body' ? [] : unplainNumbers(schema, sent);
    const others = error === undefined ? [] : fieldProblems(error);
    const problems = [
      ...unplain,
      ...others.filter((one) => !unplain.some(({ field }) => field === one.field)),
    ];
    return problems.length === 0 ? { value: data } : { error: invalid(problems) };
  };
