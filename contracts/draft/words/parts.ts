/** Which of the six parts a contract and its words give. Pure. */

import type { Part, PartName } from '../draft.ts';
import { evidenceIn } from './evidence-words.ts';
import { placeholdersIn } from './placeholders.ts';
import { type Piece, wordsFor } from './read-words.ts';
import {
  hasWordsFor,
  isRuledOn,
  outcomeWords,
  type PlacedCheck,
  placedChecks,
  type Subject,
} from './subject.ts';
import { isVague } from './weak-words.ts';

const ASK: Readonly<Record<PartName, string>> = {
  outcome: 'What is true when it is done?',
  verification: 'Which test, benchmark, report or command output proves it?',
  constraints: 'What must not regress meanwhile?',
  boundaries: 'Which files, tools, data or other resources may be used?',
  iterationPolicy: 'How is the next attempt chosen after each one?',
  blockedStop: 'When should it stop, and what should it report then?',
};

export function partsOf(subject: Subject): Record<PartName, Part> {
  const { contract } = subject;
  const checks = placedChecks(contract);
  const { writePaths = [], tools = [] } = contract.boundaries ?? {};
  return {
    outcome: hasFinishLine(subject)
      ? part('outcome', [outcomeWords(subject)])
      : missing('outcome', outcomeWords(subject)),
    verification: part('verification', [verificationWords(subject), ...commands(checks, 'verification')]),
    constraints: part('constraints', [wordsOf(subject, 'constraints'), ...commands(checks, 'constraint')]),
    boundaries: part('boundaries', [
      wordsOf(subject, 'boundaries'),
      writePaths.length > 0 ? `Change only ${writePaths.join(', ')}.` : '',
      tools.length > 0 ? `Use only the tools ${tools.join(', ')}.` : '',
    ]),
    iterationPolicy: part('iterationPolicy', [wordsOf(subject, 'iterationPolicy')]),
    blockedStop: part('blockedStop', [wordsOf(subject, 'blockedStop') || wordsOnBlockers(subject)]),
  };
}

/** A check or an auditor draws the line, however vague the words are. */
export function hasFinishLine(subject: Subject): boolean {
  const outcome = outcomeWords(subject);
  if (outcome === '') return false;
  if (isRuledOn(subject.contract) || !isVague(outcome)) return true;
  return hasWordsFor(subject, 'verification') || evidenceIn(outcome) !== undefined;
}

/** Words about evidence of their own, or those of the outcome that show how it can be seen. */
function verificationWords(subject: Subject): string {
  const words = wordsOf(subject, 'verification');
  if (words !== '' || subject.contract.verification?.checks?.length) return words;
  if (subject.contract.verification?.auditor !== undefined) return 'An auditor rules on the evidence.';
  return evidenceIn(outcomeWords(subject)) ?? '';
}

/** An evidence standard that keeps blocked claims apart says what is done about them. */
const wordsOnBlockers = ({ pieces }: Subject): string =>
  pieces.find(({ role, text }) => isSaidAside(role) && /\bblock(ed|ers?|ing)\b/i.test(text))?.text ?? '';

const isSaidAside = (role: Piece['role']): boolean => role === 'outcome' || role === 'verification';

const wordsOf = (subject: Subject, name: PartName): string => wordsFor(subject.pieces, name);

/** Those that the words spell already are left out. */
const commands = (checks: readonly PlacedCheck[], wanted: PlacedCheck['role']): string[] =>
  checks.filter(({ role }) => role === wanted).map(({ check }) => `\`${check.command}\``);

function part(name: PartName, texts: readonly string[]): Part {
  const [words = '', ...others] = texts;
  const text = [words, ...others.filter((other) => !words.includes(other))]
    .filter((each) => each !== '')
    .join(' ');
  return text === '' || placeholdersIn(text).length > 0 ? missing(name, text) : { status: 'given', text };
}

const missing = (name: PartName, text: string): Part => ({
  status: 'missing',
  ...(text !== '' && { text }),
  ask: ASK[name],
});
