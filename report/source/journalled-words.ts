/** What the model said, from the items that hold it. */
import { bodyAs } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';

/** The text of a reply; `undefined`: it has none. */
export function wordsIn(item: Item): string | undefined {
  const output = bodyAs(item, 'modelReply')?.output ?? [];
  const text = output
    .flatMap((part) => (part.type === 'message' ? [part.text] : []))
    .join('\n\n')
    .trim();
  return text === '' ? undefined : text;
}
