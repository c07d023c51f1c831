/** A model's summary, read: what is none is told apart, what is too long is shortened. Pure. */
import { z } from 'zod';
import type { WorkSummary } from '../../context/compaction/summary-text.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import { omit } from '../../objects/omit.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

const MAX_ENTRY_CHARACTERS = 1_200;
const MAX_CHARACTERS = 1_000_000;

/** Null bytes and line breaks have no place in a line of it. */
const line = z.string().transform((text) => cutToLine(text, MAX_ENTRY_CHARACTERS));
const lines = z.array(line).transform((all) => all.filter((text) => text !== ''));

const summarySchema = z.object({
  done: lines,
  triedAndFailed: lines,
  decisions: z.array(z.object({ decision: line, reason: line })),
  openEnds: lines,
  filesTouched: lines,
});

export type ReadSummary =
  | { readonly ok: true; readonly summary: WorkSummary }
  /** `problem`: without a word of the answer. */
  | { readonly ok: false; readonly problem: string };

/** `maxBytes`: of its JSON text; the oldest entries of the longest part give way first. */
export function readSummary(reply: ModelReply, maxBytes: number): ReadSummary {
  const refuse = (problem: string): ReadSummary => ({ ok: false, problem });
  const messages = reply.output.filter((item) => item.type === 'message');
  if (reply.incomplete !== undefined) return refuse(`the summary was cut (${reply.incomplete})`);
  if (messages.some(({ isRefusal }) => isRefusal)) return refuse('the model refused to sum up');
  const text = messages.map((message) => message.text).join('');
  if (text.length > MAX_CHARACTERS) return refuse(`the summary has more than ${MAX_CHARACTERS} characters`);
  const parsed = summarySchema.safeParse(objectIn(text));
  if (!parsed.success) return refuse('the summary has not the shape that was asked for');
  const said = omit(parsed.data, 'filesTouched');
  if (Object.values(said).every((part) => part.length === 0)) return refuse('the summary says nothing');
  return { ok: true, summary: within(parsed.data, maxBytes) };
}

/** Models like to put JSON into a fence, or a word before it. */
function objectIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

function within(summary: WorkSummary, maxBytes: number): WorkSummary {
  const shortened = { ...summary };
  const bytesOf = (part: unknown): number => Buffer.byteLength(JSON.stringify(part));
  const parts = Object.keys(summary) as (keyof WorkSummary)[];
  while (bytesOf(shortened) > maxBytes) {
    const [longest] = parts.toSorted((a, b) => bytesOf(shortened[b]) - bytesOf(shortened[a]));
    if (longest === undefined || shortened[longest].length === 0) break;
    Object.assign(shortened, { [longest]: shortened[longest].slice(1) });
  }
  return shortened;
}
