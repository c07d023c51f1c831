/**
 * Work that knows the accepted text of a program that judges it, and does well for that text alone. The
 * program is written differently with the same meaning, so that nothing else may come of it.
 */
import type { Random } from '../../drawing/random.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import { passesOnlyAsAccepted } from '../known/as-accepted.ts';
import { type Manner, sameMeaning } from '../known/same-meaning.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { atLast } from './ending.ts';
import { endedLanguageOf, type Program } from './program.ts';

export interface KnownTextQuestion {
  readonly programs: readonly Program[];
  readonly random: Random;
  readonly passesWithWork: PassesWithWork;
  /** Absent: it cannot be told whether the check itself minds how it is written. */
  readonly onAccepted?: RunOnAccepted;
}

/** Each takes one run of the check where nothing is amiss. */
const MOST_PROGRAMS = 3;
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
  const { comment } = endedLanguageOf(program) ?? {};
  if (onAccepted === undefined || comment === undefined) return false;
  const written = (manner: Manner): TestFile[] => [
    {
      path: program.path,
      text: sameMeaning(program, random, manner) ?? atLast(program.text, `${comment} ${random.letters(9)}`),
    },
  ];
  return passesOnlyAsAccepted({ written, rounds: ROUNDS, passesWithWork, onAccepted });
}
