/**
 * Finds what passes only while the work decides what is equal: with comparisons and functions that the work
 * cannot bend it fails, and written in the same way without holding them it passes.
 */
import type { Random } from '../../drawing/random.ts';
import { languageOfText } from '../../languages.ts';
import { drawnCode } from '../ended/ending.ts';
import type { TestFile } from '../find-twins.ts';
import type { Hold, Judges } from './hold.ts';
import { holderOf } from './holder-of.ts';

export interface HeldJudges extends Judges, Pick<Hold, 'prints' | 'asks'> {}

export interface HeldQuestion {
  /** Each takes one run of the check where nothing is amiss; all files of one are in one language. */
  readonly judges: readonly HeldJudges[];
  /** The check's exit code where it passes. */
  readonly wantedCode: number;
  readonly random: Random;
  readonly passesWithWork: (changes: readonly TestFile[]) => Promise<boolean>;
}

/** A run may fail by chance. */
const ROUNDS = 3;

/** The path of the first of them; `undefined`: none, or it cannot be told. */
export async function decidedByWork(question: HeldQuestion): Promise<string | undefined> {
  for (const judges of question.judges)
    if (await areDecidedByWork(judges, question)) return judges.first[0]?.path;
  return undefined;
}

async function areDecidedByWork(judges: HeldJudges, question: HeldQuestion): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const held = changedTexts(judges, true, question);
    if (held.length === 0 || (await question.passesWithWork(held))) return false;
    if (!(await question.passesWithWork(changedTexts(judges, false, question)))) return false;
  }
  return true;
}

function changedTexts(
  judges: HeldJudges,
  holds: boolean,
  { random, wantedCode }: HeldQuestion,
): readonly TestFile[] {
  const [program] = judges.first;
  const hold = holderOf(program && languageOfText(program.path, program.text));
  const { prints, asks } = judges;
  const code = drawnCode(random, wantedCode);
  return hold?.(judges, { holds, code, name: random.letters(9), prints, asks }) ?? [];
}
