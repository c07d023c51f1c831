/**
 * Plain words as pieces of the parts of a goal, in the order in which they were said. Nothing is reworded and
 * nothing dropped but what only introduces the goal: the pieces joined are the text. Pure.
 */
import { clauseStarts, labelOf, type Role, roleOf } from './part-clues.ts';
import { sentencesOf } from './sentences.ts';

export interface Piece {
  readonly role: Role;
  /** A clause begins with its connecting word (`, while keeping …`), a sentence ends as it was written. */
  readonly form: 'clause' | 'sentence';
  readonly text: string;
}

/** `/goal`, and a request to make a goal of what follows. */
const INTRODUCTIONS = [
  /^\/goal\s+/i,
  /^(please\s+)?(help me|can you|could you)\b[^:\n]{0,60}\bgoal`?:\s*/i,
  /^(please|i want (you|the model|codex|the agent) to)\s+/i,
];

export const withoutIntroduction = (text: string): string =>
  INTRODUCTIONS.reduce((rest, pattern) => rest.replace(pattern, ''), text.trim());

export function readWords(text: string): Piece[] {
  const sentences = sentencesOf(withoutIntroduction(text));
  const pieces = readSentences(sentences);
  // What is said first is what is wanted, however it is put ("Ensure that every route …").
  const [first, ...rest] = sentences;
  if (first === undefined) return [];
  const hasOutcome = pieces.some(({ role }) => role === 'outcome');
  return hasOutcome || labelOf(first) !== undefined ? pieces : [...piecesOf(first), ...readSentences(rest)];
}

function readSentences(sentences: readonly string[]): Piece[] {
  let heading: Role | undefined;
  return sentences.flatMap((sentence): Piece[] => {
    const label = labelOf(sentence);
    heading = label?.role ?? heading;
    // What a number limits is said by the label.
    const text = label === undefined || label.role === 'budget' ? sentence : label.rest;
    const role = heading ?? roleOf(text);
    if (text === '') return [];
    return role === 'outcome' ? piecesOf(text) : [{ role, form: 'sentence', text }];
  });
}

/** A sentence of the outcome, cut where clauses of other parts begin. */
function piecesOf(sentence: string): Piece[] {
  const starts = clauseStarts(sentence);
  const bounds = starts.map(({ at }) => at);
  const head: Piece = { role: 'outcome', form: 'sentence', text: sentence.slice(0, bounds[0]) };
  const clauses = starts.map(
    ({ part, at }, index): Piece => ({
      role: part,
      form: 'clause',
      text: sentence.slice(at, bounds[index + 1]),
    }),
  );
  return [head, ...clauses];
}

export const piecesFor = (pieces: readonly Piece[], role: Role): Piece[] =>
  pieces.filter((piece) => piece.role === role);

/** The words of one part: clauses without the comma and the full stop that join them to a sentence. */
export const wordsFor = (pieces: readonly Piece[], role: Role): string =>
  piecesFor(pieces, role)
    .map(({ form, text }) => (form === 'clause' ? plainClause(text) : text))
    .join(' ')
    .trim();

/** `, while keeping the suite green.` → `while keeping the suite green`. */
export const plainClause = (text: string): string => text.replace(/^[,\s]+|[.,;\s]+$/g, '');
