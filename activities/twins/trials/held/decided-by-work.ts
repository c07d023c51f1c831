/**
 * Finds what passes only while the work decides what is equal: with comparisons and functions that the work
 * cannot bend it fails, and written in the same way without holding them it passes.
 */
import type { Random } from '../../drawing/random.ts';
import { languageOfText } from '../../languages.ts';
import { drawnCode } from '../ended/ending.ts';
import type { TestFile } from '../find-twins.ts';
import { failsOnlySo, type PassesWithWork } from '../passes-with-work.ts';
import type { Hold, Judges } from './hold.ts';
import { holderOf } from './holder-of.ts';

export interface HeldJudges extends Judges, Pick<Hold, 'prints' | 'asks'> {}

export interface HeldQuestion {
  /** Each takes one run of the check where nothing is amiss; all files of one are in one language. */
  readonly judges: readonly HeldJudges[];
  /** The check's exit code where it passes. */
  readonly wantedCode: number;
  readonly random: Random;
  readonly passesWithWork: PassesWithWork;
}

/** A run may fail by chance. */
const ROUNDS = 3;

/** So many files are tried by themselves, to tell which one it is. */
const MOST_TOLD = 8;

/** The path of the one that it is; `undefined`: none, or it cannot be told. */
export async function decidedByWork(question: HeldQuestion): Promise<string | undefined> {
  for (const judges of question.judges)
    if (await failsOnlySo((holds) => changedTexts(judges, holds, question), question.passesWithWork, ROUNDS))
      return bentAmong(judges, question);
  return undefined;
}

async function bentAmong(judges: HeldJudges, question: HeldQuestion): Promise<string | undefined> {
  const files = judges.first.filter(({ text }) => text.trim() !== '');
  for (const file of files.length > 1 ? files.slice(0, MOST_TOLD) : []) {
    const held = changedTexts({ ...judges, first: [file] }, true, question, false);
    if (held.length > 0 && (await question.passesWithWork(held)) === false) return file.path;
  }
  return (files[0] ?? judges.first[0])?.path;
}

function changedTexts(
  judges: HeldJudges,
  holds: boolean,
  { random, wantedCode }: HeldQuestion,
  minds = true,
): readonly TestFile[] {
  const [program] = judges.first;
  const hold = holderOf(program && languageOfText(program.path, program.text));
  const { prints, asks } = judges;
  const code = drawnCode(random, wantedCode);
  return hold?.(judges, { holds, code, name: random.letters(9), prints, asks, minds }) ?? [];
}
