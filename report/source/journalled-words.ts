/** What the model said, from the items that hold it. Validated: other code wrote them. */
import { z } from 'zod';
import type { Item } from '../../journal/journal.ts';

const reply = z.object({
  output: z.array(z.object({ type: z.string(), text: z.string().optional() })),
});

const blockedResult = z.object({
  blocker: z.object({
    name: z.string().default(''),
    needed: z.string().default(''),
    attempted: z.string().default(''),
  }),
});

export type JournalledBlocker = z.output<typeof blockedResult>['blocker'];

/** The text of a reply; `undefined`: it has none. */
export function wordsIn({ body }: Item): string | undefined {
  const output = reply.safeParse(JSON.parse(body)).data?.output ?? [];
  const text = output
    .flatMap((item) => (item.type === 'message' ? [item.text ?? ''] : []))
    .join('\n\n')
    .trim();
  return text === '' ? undefined : text;
}

/** The account of an obstacle in the result of `update_goal`; a goal that the service blocked has none. */
export const blockerIn = ({ body }: Item): JournalledBlocker | undefined =>
  blockedResult.safeParse(JSON.parse(body)).data?.blocker;
