/** Reads what a mutator answered. */
import { z } from 'zod';
import { defined } from '../../objects/defined.ts';
import type { MutationReply } from './mutation.ts';

const mutation = z.strictObject({
  path: z.string(),
  line: z.int(),
  testCase: z.string().nullable(),
  what: z.string(),
  text: z.string(),
});

const comparedTexts = z.strictObject({
  path: z.string(),
  unlike: z.string(),
  equal: z.string(),
  satisfied: z.string(),
});

const reply = z.strictObject({
  expectations: z.int().min(0),
  impossible: z.array(mutation),
  equal: z.array(mutation),
  together: z.array(mutation).optional(),
  compared: z.array(comparedTexts).optional(),
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

/** `undefined` for what is no such reply, or speaks of files that were not given. */
export function readReply(output: string, paths: readonly string[]): MutationReply | undefined {
  const parsed = reply.safeParse(jsonOf(output));
  if (!parsed.success) return undefined;
  const { together, compared, ...rest } = parsed.data;
  const all = [...rest.impossible, ...rest.equal, ...(together ?? []), ...(compared ?? [])];
  return all.every(({ path }) => paths.includes(path))
    ? { ...rest, ...defined({ together, compared }) }
    : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
