import type { OmittedPart } from '../../context/compaction/summary-text.ts';
import { requestInputDeclaration } from '../../context/tools/request-input.ts';
import { objectIn } from '../../context/transcript/call-arguments.ts';
import type { Entry } from '../../context/transcript/transcript-entry.ts';
import type { Summary } from '../../journal/bodies/compaction.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';

const MAX_QUESTION_CHARACTERS = 600;

/** What a summary leaves out, from the record's beginning or the end of what was left out before. Pure. */
export function omittedPart(
  entries: readonly Entry[],
  { before, keeps, omits }: Pick<Summary, 'before' | 'keeps' | 'omits'>,
): OmittedPart {
  const left = entries.filter(({ seq }) => seq < before && !keeps.includes(seq));
  const [first = 1] = left.map(({ kind, seq }) => (kind === 'summary' ? 1 : seq));
  return { first, last: before - 1, messages: omits, asked: left.flatMap(questionIn) };
}

/** What the user was asked by the model; an answer means nothing without it. */
function questionIn({ kind, seq, item }: Entry): string[] {
  if (kind !== 'toolCalls' || item.name !== requestInputDeclaration.name) return [];
  const { question } = objectIn(String(item.arguments)) ?? {};
  return typeof question === 'string' ? [`item ${seq}: ${cutToLine(question, MAX_QUESTION_CHARACTERS)}`] : [];
}
