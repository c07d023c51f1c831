/** Reads back what a compaction has elided or left out: the record keeps it. */

import {
  MAX_ITEM_CHARACTERS,
  readItemArguments,
  readItemDeclaration,
} from '../../context/tools/read-item.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import { readBody } from '../../journal/bodies/read-body.ts';
import type { Item } from '../../journal/journal.ts';
import { defineTool, type ToolOutput } from './tool.ts';

/** Positions are 32-bit integers in the journal. */

export const readItem = defineTool({
  ...readItemDeclaration,
  argumentsSchema: readItemArguments,
  readOnly: true,
  isAlwaysAllowed: true,
  label: ({ item }) => String(item),
  async execute({ item: seq, offset, limit }, { readItem: read }) {
    const item = await read?.(seq);
    const shown = item === undefined ? undefined : shownItem(item);
    if (shown === undefined)
      return { ok: false, output: `Item ${seq} of the record is nothing that was said or answered.` };
    return page(`Item ${seq}, ${shown.kind}`, shown.text, offset ?? 0, limit ?? MAX_ITEM_CHARACTERS);
  },
});

interface Shown {
  readonly kind: string;
  readonly text: string;
}

/** `undefined`: the model never saw it. */
function shownItem(item: Item): Shown | undefined {
  const { kind, body } = readBody(item);
  switch (kind) {
    case 'userMessage':
      return { kind: 'a message of the user', text: body.content };
    case 'modelReply':
      return { kind: 'a reply of yours', text: replyText(body) };
    case 'toolResult':
      return { kind: `output of ${body.name}`, text: body.output };
    case 'checks':
    case 'audit':
      // The look of a baseline, or one that somebody asked for, is an event, which no request shows.
      return item.kind === 'event' ? undefined : { kind: `output of ${body.name}`, text: body.output };
    case 'compaction': {
      const { summary } = body;
      return summary === undefined ? undefined : { kind: 'a summary of earlier work', text: summary.text };
    }
    case 'event':
    case 'unreadable':
      return undefined;
  }
}

const replyText = ({ output }: ModelReply): string =>
  output
    .flatMap((part) => {
      if (part.type === 'message') return [part.text];
      return part.type === 'function_call' ? [`${part.name} ${part.arguments}`] : [];
    })
    .join('\n\n');

function page(head: string, text: string, offset: number, limit: number): ToolOutput {
  if (offset > 0 && offset >= text.length)
    return { ok: false, output: `${head} has only ${text.length} characters.` };
  const end = Math.min(text.length, offset + limit);
  // A pair that is cut in two is no character.
  const part = text.slice(offset, end).toWellFormed();
  if (offset === 0 && end === text.length) return { ok: true, output: `${head}:\n${part}` };
  const more = end < text.length ? `; go on with offset ${end}` : '';
  return { ok: true, output: `${head}, characters ${offset} to ${end} of ${text.length}${more}:\n${part}` };
}
