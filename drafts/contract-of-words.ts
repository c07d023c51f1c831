/** What the words say of a contract: every sentence finds its field, and the objective keeps the rest as it was written. Pure. */
import type { PartialContract } from '../schemas/partial-contract.ts';
import type { Check } from '../workflows/contract.ts';
import { budgetIn } from './budget-in-words.ts';
import { commandsIn } from './commands-in-words.ts';
import type { PartName } from './draft.ts';
import { type Piece, piecesFor, plainClause, wordsFor } from './read-words.ts';
import type { PlacedCheck } from './subject.ts';

/** Limits of the contract's fields (`schemas/text.ts`); what does not fit stays in the objective. */
const MAX_LINE_CHARACTERS = 2_000;
const MAX_LINES = 50;
const MAX_NAME_CHARACTERS = 100;

/** `standing`: checks that are in the contract already; the words do not add them once more. */
export function contractOfWords(
  pieces: readonly Piece[],
  standing: readonly PlacedCheck[] = [],
): PartialContract {
  const taken = standing.flatMap(({ check }) => [check.name, check.command]);
  const moved = movedPieces(pieces);
  const verification = checksFor(pieces, 'verification', taken);
  const proven = verification.map(({ command }) => command);
  const constraints = checksFor(pieces, 'constraints', [...taken, ...proven]);
  const text = linesFor(pieces, 'constraints');
  const boundaries = linesFor(moved, 'boundaries');
  const budget = budgetIn(pieces);
  return {
    objective: joined(pieces.filter((piece) => !moved.includes(piece))),
    ...(verification.length > 0 && { verification: { checks: verification } }),
    ...((constraints.length > 0 || text.length > 0) && {
      constraints: {
        ...(constraints.length > 0 && { checks: constraints }),
        ...(text.length > 0 && { text }),
      },
    }),
    ...(boundaries.length > 0 && { boundaries: { text: boundaries } }),
    ...fieldOf(moved, 'iterationPolicy'),
    ...fieldOf(moved, 'blockedStop'),
    ...(Object.keys(budget).length > 0 && { budget }),
  };
}

/** Pieces as one text again. */
export const joined = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ form, text }, index) => (index === 0 || form === 'clause' ? text : ` ${text}`))
    .join('')
    .trim();

/** Sentences that have a field of their own; clauses stay where they are, and verification has no field for words. */
function movedPieces(pieces: readonly Piece[]): Piece[] {
  const fits = (role: PartName): Piece[] => {
    const sentences = piecesFor(pieces, role).filter(({ form }) => form === 'sentence');
    const isField = role === 'iterationPolicy' || role === 'blockedStop';
    if (isField) return joined(sentences).length <= MAX_LINE_CHARACTERS ? sentences : [];
    return sentences.filter(({ text }) => text.length <= MAX_LINE_CHARACTERS).slice(0, MAX_LINES);
  };
  const moved = [
    ...fits('constraints'),
    ...fits('boundaries'),
    ...fits('iterationPolicy'),
    ...fits('blockedStop'),
  ];
  // An objective there must be.
  return moved.length < pieces.length ? moved : [];
}

/** Of constraints, clauses are lines as well. */
const linesFor = (pieces: readonly Piece[], role: PartName): string[] =>
  piecesFor(pieces, role)
    .map(({ form, text }) => (form === 'clause' ? plainClause(text) : text))
    .filter((text) => text !== '' && text.length <= MAX_LINE_CHARACTERS)
    .slice(0, MAX_LINES);

function fieldOf(pieces: readonly Piece[], role: 'iterationPolicy' | 'blockedStop'): PartialContract {
  const words = wordsFor(pieces, role);
  return words === '' ? {} : { [role]: words };
}

/** As PUT goal fills them in. */
const checksFor = (pieces: readonly Piece[], role: PartName, taken: readonly string[]): Check[] =>
  commandsIn(wordsFor(pieces, role))
    .filter((command) => !taken.includes(command))
    .map((command, index) => ({
      name: command.length <= MAX_NAME_CHARACTERS ? command : `${role} ${index + 1}`,
      command,
      timeoutSeconds: 300,
      runs: 1,
      expect: { exitCode: 0 },
    }));
