/**
 * Work that knows the accepted text of a program that judges it, and does well for that text alone. The
 * program is written with one comment more: where nothing else has changed, nothing else may come of it.
 */
import type { Random } from '../../drawing/random.ts';
import { languageOf } from '../../languages.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import { atLast } from './ending.ts';
import type { Program } from './program.ts';

export interface KnownTextQuestion {
  readonly programs: readonly Program[];
  readonly random: Random;
  readonly passesWithWork: (changes: readonly TestFile[]) => Promise<boolean>;
  /** Absent: it cannot be told whether the check itself minds the comment. */
  readonly onAccepted?: RunOnAccepted;
}

/** Each takes one run of the check where nothing is amiss. */
const MOST_PROGRAMS = 3;
/** A run may fail by chance. */
const ROUNDS = 3;

/** One of the programs whose text the work knows; `undefined`: none, or it cannot be told. */
export async function knownText(question: KnownTextQuestion): Promise<Program | undefined> {
  for (const program of question.programs.slice(0, MOST_PROGRAMS))
    if (await isKnown(program, question)) return program;
  return undefined;
}

async function isKnown(
  program: Program,
  { random, passesWithWork, onAccepted }: KnownTextQuestion,
): Promise<boolean> {
  if (onAccepted === undefined) return false;
  const commented = (): TestFile[] => {
    const words = `${commentOf(program)} ${random.letters(9)}`;
    return [{ path: program.path, text: atLast(program.text, words) }];
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await passesWithWork(commented())) return false;
    if (!(await passesWithWork([]))) return false;
  }
  // A check may look at the text itself, by its sum or its layout: it does so without the work as well.
  const [plain, other] = [await onAccepted({ changes: [] }), await onAccepted({ changes: commented() })];
  return plain.gist === other.gist;
}

const commentOf = ({ path }: Program): string =>
  ['javascript', 'go', 'java', 'rust'].includes(languageOf(path) ?? '') || /\.(?:c|cc|cpp|cxx)$/.test(path)
    ? '//'
    : '#';
