/**
 * `read_item` for an auditor: an item of the thread's record in the form of the evidence, so that it stays
 * plain who produced it.
 */
import { z } from 'zod';
import { replySeqOf } from '../../context/transcript/transcript.ts';
import { defineTool } from '../tools/tool.ts';
import { recordEvidence } from './record-evidence.ts';

/** Positions are 32-bit integers in the journal. */
const MAX_SEQ = 2 ** 31 - 1;
const MAX_BYTES = 12_000;

export const readRecord = defineTool({
  name: 'read_item',
  description:
    "Reads an item of the thread's record by its number, as claims and entries of the evidence name it: the result of a tool call, words of " +
    'the model, or a message of the user. Shows more of it than the document does, and what is no longer in there.',
  parameters: {
    type: 'object',
    properties: { item: { type: 'integer', description: 'Its number.' } },
    required: ['item'],
    additionalProperties: false,
  },
  argumentsSchema: z.strictObject({ item: z.number().int().min(1).max(MAX_SEQ) }),
  readOnly: true,
  label: ({ item }) => String(item),
  async execute({ item: seq }, { readItem: read }) {
    const item = await read?.(seq);
    const reply =
      item?.kind === 'toolResult' && item.callId !== undefined
        ? await read?.(replySeqOf(item.callId))
        : undefined;
    const items = [reply, item].filter((each) => each !== undefined);
    const { toolResults, modelWords, userWords } = recordEvidence(items, MAX_BYTES);
    const entries = item?.kind === 'toolResult' ? toolResults : [...modelWords, ...userWords];
    return entries.length === 0
      ? { ok: false, output: `Item ${seq} is nothing that was said or printed.` }
      : { ok: true, output: JSON.stringify(entries) };
  },
});
