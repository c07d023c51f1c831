/**
 * A draft as one `/goal` command, by the pattern `<outcome> verified by <evidence> while <constraints>. Use
 * <boundaries>. Between iterations, <policy>. If blocked, <stop>.`: the user's own words, and a blank for
 * what is missing. Pure.
 */

import type { CheckRole } from '../../workflows/contract/contract.ts';
import { joined } from './contract-of-words.ts';
import { PART_NAMES, type Part, type PartName } from './draft.ts';
import type { Piece } from './words/read-words.ts';
import { placedChecks, type Subject } from './words/subject.ts';

/** The order is that of the pattern. */
const ORDER: readonly Piece['role'][] = [...PART_NAMES, 'budget'];

const BLANK_SENTENCES: readonly (readonly [PartName, string])[] = [
  ['boundaries', 'Use <allowed inputs, tools, or boundaries>.'],
  ['iterationPolicy', 'Between iterations, <how to choose the next best action>.'],
  ['blockedStop', 'If blocked or no valid paths remain, <what to report and what would unlock progress>.'],
];

export function draftedText(subject: Subject, parts: Readonly<Record<PartName, Part>>): string {
  const sentences = inOrder(sentencesOf(subject.pieces));
  const head = sentences.find(({ role }) => role === 'outcome');
  const others = sentences.filter((sentence) => sentence !== head);
  const isBlank = (name: PartName): boolean =>
    parts[name].status === 'missing' && parts[name].text === undefined;
  const first =
    (head?.text ?? '<desired end state>').replace(/[.;,\s]+$/, '') +
    addedClauses(subject, sentences, isBlank);
  const blanks = BLANK_SENTENCES.filter(([name]) => isBlank(name)).map(([role, text]) => ({ role, text }));
  const rest = inOrder([...others, ...addedSentences(subject, parts), ...blanks]);
  return `/goal ${[first, ...rest.map(({ text }) => text)].map(ended).join(' ')}`;
}

interface Sentence {
  readonly role: Piece['role'];
  readonly roles: readonly Piece['role'][];
  readonly text: string;
}

/** A sentence with its clauses. */
function sentencesOf(pieces: readonly Piece[]): Sentence[] {
  const groups: Piece[][] = [];
  for (const piece of pieces)
    if (piece.form === 'clause') groups.at(-1)?.push(piece);
    else groups.push([piece]);
  return groups.map((group) => ({
    role: group[0]?.role ?? 'outcome',
    roles: group.map(({ role }) => role),
    text: joined(group),
  }));
}

const inOrder = <T extends Pick<Sentence, 'role'>>(sentences: readonly T[]): T[] =>
  ORDER.flatMap((role) => sentences.filter((sentence) => sentence.role === role));

/** Evidence and constraints that only the contract's checks name, or nobody. */
function addedClauses(
  { contract }: Subject,
  sentences: readonly Sentence[],
  isBlank: (name: PartName) => boolean,
): string {
  const isSaid = (role: PartName): boolean => sentences.some(({ roles }) => roles.includes(role));
  const commands = (wanted: CheckRole): string =>
    placedChecks(contract)
      .filter(({ role }) => role === wanted)
      .map(({ check }) => `\`${check.command}\``)
      .join(' and ');
  const clause = (name: PartName, role: CheckRole, before: string, after: string, blank: string): string => {
    if (isSaid(name)) return '';
    if (commands(role) !== '') return `${before} ${commands(role)}${after}`;
    return isBlank(name) ? `${before} ${blank}` : '';
  };
  return (
    clause('verification', 'verification', ', verified by', '', '<specific evidence>') +
    (commands('constraint') === ''
      ? clause('constraints', 'constraint', ', while preserving', '', '<constraints>')
      : clause('constraints', 'constraint', ', while', ' still pass', ''))
  );
}

/** Boundaries that only fields of the contract hold. */
function addedSentences(subject: Subject, { boundaries }: Readonly<Record<PartName, Part>>) {
  const isSaid = subject.pieces.some(({ role }) => role === 'boundaries');
  return boundaries.status === 'given' && !isSaid
    ? [{ role: 'boundaries' as const, text: boundaries.text }]
    : [];
}

const ended = (text: string): string => (/[.!?:;]["')]?$/.test(text) ? text : `${text}.`);
