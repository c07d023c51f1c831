/** The question that a person has to answer: its text is an argument of the tool call that asked it. */
import { z } from 'zod';
import type { OpenRequest } from '../workflows/thread-state.ts';
import type { ServerDependencies } from './dependencies.ts';
import { isoTime } from './goal-view.ts';

const reply = z.object({ output: z.array(z.object({ type: z.string(), arguments: z.string().optional() })) });

/** JSON text of the tool's arguments. */
const question = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.object({ question: z.string(), options: z.array(z.string()).nullish() }));

/** Without a text when the journal does not hold what it should: the question can be answered all the same. */
export async function readRequest(
  { journal }: ServerDependencies,
  threadId: string,
  { inputId, replySeq, askedAtMs }: OpenRequest,
) {
  const item = await journal.readItem(threadId, replySeq);
  const asked = item === undefined ? undefined : questionIn(item.body, inputId);
  return {
    inputId,
    question: asked?.question ?? null,
    options: asked?.options ?? [],
    askedAt: isoTime(askedAtMs),
  };
}

/** The id ends in the number of the call among those of its reply. */
function questionIn(body: string, inputId: string): z.output<typeof question> | undefined {
  const calls = reply.safeParse(JSON.parse(body)).data?.output.filter(({ type }) => type === 'function_call');
  const text = calls?.[Number(inputId.slice(inputId.lastIndexOf('-') + 1))]?.arguments;
  return question.safeParse(text).data;
}
