/** What the rules look at: a contract, and all words of it as pieces of the parts. Pure. */
import type { Check, CheckRole } from '../../../workflows/contract/contract.ts';
import type { PartialContract } from '../../schema/partial-contract.ts';
import { type Piece, piecesFor, readWords, wordsFor } from './read-words.ts';

export interface Subject {
  readonly contract: PartialContract;
  readonly pieces: readonly Piece[];
}

/** `words`: what the contract was read from; the objective where it was not. */
export function subjectOf(contract: PartialContract, words = contract.objective ?? ''): Subject {
  const said = readWords(words);
  const spoken = words.replace(/\s+/g, ' ');
  const added = piecesOfFields(contract).filter(({ text }) => !spoken.includes(text.replace(/\s+/g, ' ')));
  return { contract, pieces: [...said, ...added] };
}

function piecesOfFields(contract: PartialContract): Piece[] {
  const piece = (role: Piece['role']) => (text: string) => ({ role, form: 'sentence' as const, text });
  return [
    ...(contract.constraints?.text ?? []).map(piece('constraints')),
    ...(contract.boundaries?.text ?? []).map(piece('boundaries')),
    ...[contract.iterationPolicy ?? []].flat().map(piece('iterationPolicy')),
    ...[contract.blockedStop ?? []].flat().map(piece('blockedStop')),
  ];
}

export const wholeWords = ({ pieces }: Subject): string => pieces.map(({ text }) => text).join(' ');

export const outcomeWords = ({ pieces }: Subject): string => wordsFor(pieces, 'outcome');

export const hasWordsFor = ({ pieces }: Subject, role: Piece['role']): boolean =>
  piecesFor(pieces, role).length > 0;

/** A check, and where it stands in the contract. */
export interface PlacedCheck {
  readonly check: Check;
  readonly role: CheckRole;
  readonly field: string;
}

export const placedChecks = ({ verification, constraints }: PartialContract): PlacedCheck[] => [
  ...placed(verification?.checks, 'verification', 'verification'),
  ...placed(constraints?.checks, 'constraint', 'constraints'),
];

const placed = (checks: readonly Check[] = [], role: CheckRole, part: string): PlacedCheck[] =>
  checks.map((check, index) => ({ check, role, field: `${part}.checks.${index}` }));

/** Whether something would rule on the outcome: a check of its own, or an auditor. */
export const isRuledOn = ({ verification }: PartialContract): boolean =>
  (verification?.checks?.length ?? 0) > 0 || verification?.auditor !== undefined;
