/**
 * What the words say of a contract: every sentence finds its field, and the objective keeps the rest as it
 * was written. Pure.
 */
import type { Check } from '../../workflows/contract/contract.ts';
import type { PartialContract } from '../schema/partial-contract.ts';
import type { PartName } from './draft.ts';
import { budgetIn } from './words/budget-in-words.ts';
import { commandsIn } from './words/commands-in-words.ts';
import { commandsWithResult } from './words/evidence-words.ts';
import { type Piece, piecesFor, plainClause, wordsFor } from './words/read-words.ts';
import { placedChecks } from './words/subject.ts';

/** Limits of the contract's fields (`contracts/schema/text.ts`); what does not fit stays in the objective. */
const MAX_LINE_CHARACTERS = 2_000;
const MAX_LINES = 50;
const MAX_CHECKS = 20;
const MAX_NAME_CHARACTERS = 100;

/**
 * `standing`: what the contract has already. The words add no check of it once more, and where its field is
 * taken they stay in the objective.
 */
export function contractOfWords(pieces: readonly Piece[], standing: PartialContract = {}): PartialContract {
  const taken = placedChecks(standing).flatMap(({ check }) => [check.name, check.command]);
  const moved = movedPieces(pieces, standing);
  const verification = checksOf(
    [
      ...commandsIn(wordsFor(pieces, 'verification')),
      ...piecesFor(pieces, 'outcome').flatMap(({ text }) => commandsWithResult(text)),
    ],
    'verification',
    taken,
  );
  const proven = verification.map(({ command }) => command);
  const constraints = checksOf(commandsIn(wordsFor(pieces, 'constraints')), 'constraints', [
    ...taken,
    ...proven,
  ]);
  const text = linesFor(
    pieces.filter((piece) => piece.form === 'clause' || moved.includes(piece)),
    'constraints',
  );
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

/**
 * Sentences that get a field of their own; clauses stay where they are, and verification has no field for
 * words.
 */
function movedPieces(pieces: readonly Piece[], standing: PartialContract): Piece[] {
  const sentences = (role: PartName): Piece[] =>
    piecesFor(pieces, role).filter(({ form }) => form === 'sentence');
  const lines = (role: PartName): Piece[] =>
    sentences(role)
      .filter(({ text }) => text.length <= MAX_LINE_CHARACTERS)
      .slice(0, MAX_LINES);
  const line = (role: PartName): Piece[] =>
    joined(sentences(role)).length <= MAX_LINE_CHARACTERS ? sentences(role) : [];
  const moved = [
    ...(standing.constraints?.text === undefined ? lines('constraints') : []),
    ...(standing.boundaries?.text === undefined ? lines('boundaries') : []),
    ...(standing.iterationPolicy === undefined ? line('iterationPolicy') : []),
    ...(standing.blockedStop === undefined ? line('blockedStop') : []),
  ];
  // An objective there must be.
  return moved.length < pieces.length ? moved : [];
}

/**
 * Clauses of constraints are lines as well, as far as there is room beside the sentences: those stand nowhere
 * else.
 */
function linesFor(pieces: readonly Piece[], role: PartName): string[] {
  const all = piecesFor(pieces, role);
  const room = MAX_LINES - all.filter(({ form }) => form === 'sentence').length;
  const clauses = all.filter(({ form }) => form === 'clause').slice(0, room);
  return all
    .filter((piece) => piece.form === 'sentence' || clauses.includes(piece))
    .map(({ form, text }) => (form === 'clause' ? plainClause(text) : text))
    .filter((text) => text !== '' && text.length <= MAX_LINE_CHARACTERS);
}

function fieldOf(pieces: readonly Piece[], role: 'iterationPolicy' | 'blockedStop'): PartialContract {
  const words = wordsFor(pieces, role);
  return words === '' ? {} : { [role]: words };
}

/** PUT goal fills them in like this. */
const checksOf = (commands: readonly string[], role: PartName, taken: readonly string[]): Check[] =>
  commands
    .filter((command, index) => !taken.includes(command) && commands.indexOf(command) === index)
    .slice(0, MAX_CHECKS)
    .map((command, index) => ({
      name: command.length <= MAX_NAME_CHARACTERS ? command : `${role} ${index + 1}`,
      command,
      timeoutSeconds: 300,
      runs: 1,
      expect: { exitCode: 0 },
    }));
