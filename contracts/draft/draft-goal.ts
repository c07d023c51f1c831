/**
 * Turns plain words, a partial contract, or both into a draft: the contract so far, the six parts, what is
 * weak, and what could be added. Without a model: rules over words, which keep the user's own and invent
 * nothing. Pure.
 */

import type { KnownPaths } from '../../workflows/contract/patterns/unmatched-patterns.ts';
import type { SentContract } from '../schema/contract.ts';
import { contractSchema } from '../schema/contract.ts';
import type { PartialContract } from '../schema/partial-contract.ts';
import { contractOfWords } from './contract-of-words.ts';
import type { Draft, Finding } from './draft.ts';
import { draftedText } from './goal-text.ts';
import { proposeKeptTests } from './kept-tests.ts';
import { lintChecks } from './lint/lint-checks.ts';
import { lintPatterns } from './lint/lint-patterns.ts';
import { lintParts, lintWords } from './lint/lint-words.ts';
import { propose } from './propose.ts';
import { partsOf } from './words/parts.ts';
import { readWords } from './words/read-words.ts';
import { type Subject, subjectOf } from './words/subject.ts';

export interface DraftRequest {
  readonly text?: string | undefined;
  /** Its fields stand; the words fill in those that it does not have. */
  readonly contract?: PartialContract | undefined;
  /** What the workspace holds, where that is known. */
  readonly workspace?: KnownPaths | undefined;
}

export function draftGoal({ text, contract: given = {}, workspace }: DraftRequest): Draft {
  const contract = text === undefined ? given : filled(given, contractOfWords(readWords(text), given));
  const subject = subjectOf(contract, text);
  const parts = partsOf(subject);
  return {
    contract,
    settable: contractSchema.safeParse(contract).success,
    parts,
    goal: draftedText(subject, parts),
    findings: [...lintSubject(subject, parts), ...lintPatterns(contract, workspace)],
    proposals: [...propose(subject), ...proposeKeptTests(subject, workspace)],
  };
}

/** What is weak in a contract that is set as it stands; its patterns are warned of by themselves. */
export function findingsOf(contract: SentContract): readonly Finding[] {
  // The same shape; only that a partial contract is one that callers may go on writing.
  const subject = subjectOf(contract as PartialContract);
  return lintSubject(subject, partsOf(subject));
}

const lintSubject = (subject: Subject, parts: Draft['parts']): Finding[] => [
  ...lintWords(subject, parts),
  ...lintParts(subject, parts),
  ...lintChecks(subject),
];

/** Field by field, and within verification, constraints, boundaries and budget once more. */
const filled = (given: PartialContract, words: PartialContract): PartialContract => ({
  ...words,
  ...given,
  ...within('verification', given, words),
  ...within('constraints', given, words),
  ...within('boundaries', given, words),
  // Who says `unlimited` says it in place of whatever limit the words name.
  ...(given.budget?.unlimited ? {} : within('budget', given, words)),
});

const within = (
  name: 'verification' | 'constraints' | 'boundaries' | 'budget',
  given: PartialContract,
  words: PartialContract,
): PartialContract =>
  given[name] === undefined || words[name] === undefined
    ? {}
    : { [name]: { ...words[name], ...given[name] } };
