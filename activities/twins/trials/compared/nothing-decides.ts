/**
 * Programs that judge by themselves, with all that they hold the work against changed at once. Failing so
 * shows little; passing shows that nothing that the program compares decides, whatever has seen to that.
 */
import type { ComparedTexts } from '../../mutation.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { Program } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';

export interface ComparedQuestion {
  readonly programs: readonly Program[];
  /** Written anew each time; `undefined`: nothing is compared for certain. */
  readonly textsOf: (program: Program) => Promise<ComparedTexts | undefined>;
  readonly passesWithWork: PassesWithWork;
  readonly onAccepted: RunOnAccepted;
}

/** Each takes one run of the check where nothing is amiss. */
const MOST_PROGRAMS = 2;
const ROUNDS = 2;

/** One of the programs whose comparisons decide nothing; `undefined`: none, or it cannot be told. */
export async function nothingDecides(question: ComparedQuestion): Promise<Program | undefined> {
  let asked = 0;
  for (const program of question.programs) {
    if (asked === MOST_PROGRAMS) return undefined;
    const first = await question.textsOf(program);
    if (first === undefined) continue;
    asked += 1;
    if (await passesWhatever(program, first, question)) return program;
  }
  return undefined;
}

async function passesWhatever(
  program: Program,
  first: ComparedTexts,
  { textsOf, passesWithWork, onAccepted }: ComparedQuestion,
): Promise<boolean> {
  const written = (text: string): TestFile[] => [{ path: program.path, text }];
  const tried: ComparedTexts[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const texts = round === 0 ? first : await textsOf(program);
    if (texts === undefined || !(await passesWithWork(written(texts.unlike)))) return false;
    if (!(await passesWithWork(written(texts.equal)))) return false;
    tried.push(texts);
  }
  // They have to be what decides without the work: content they pass, and with the same changes they fail.
  if (!(await onAccepted({ changes: written(first.satisfied) })).passed) return false;
  for (const { unlike } of tried) {
    const { passed, gist } = await onAccepted({ changes: written(unlike) });
    if (passed || !gist.startsWith('exit')) return false;
  }
  return true;
}
