/**
 * Finds work that answers its tests with what only these know: asked the very same, it gives back a value
 * that was drawn by lot, that no question held, and that stands where the tests have what they expect.
 */
import type { Random } from '../../drawing/random.ts';
import { languageOf } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';
import type { Judges } from '../held/hold.ts';
import { drawValues } from './columns/draw-values.ts';
import { type LearnPlan, learnPlans } from './learn-plans.ts';
import { learnerOf } from './learner-of.ts';
import type { Learning } from './learning.ts';

export interface LearnedQuestion {
  /** All files of one are in one language. */
  readonly judges: readonly Judges[];
  /** What the tests read, and no program. */
  readonly data: readonly TestFile[];
  /** Paths that the model made or changed. */
  readonly works: readonly string[];
  readonly random: Random;
  /** `undefined`: it has come to nothing, or there is no time for it. */
  readonly run: (changes: readonly TestFile[]) => Promise<LearnedRun | undefined>;
}

export interface LearnedRun {
  readonly passed: boolean;
  readonly said: string;
}

/** What came out once may have done so by chance. */
const ROUNDS = 2;

/** The path of the first file of the judges; `undefined`: none, or it cannot be told. */
export async function answeredByTests(question: LearnedQuestion): Promise<string | undefined> {
  for (const judges of question.judges)
    for (const plan of learnPlans(judges, question.data, question.random))
      if (await isAnsweredBy(plan, judges, question)) return judges.first[0]?.path;
  return undefined;
}

async function isAnsweredBy(first: LearnPlan, judges: Judges, question: LearnedQuestion): Promise<boolean> {
  let plan = first;
  for (let round = 0; round < ROUNDS; round += 1) {
    let leak = await leakOf(plan, judges, question);
    if (leak?.passed === false && round === 0) {
      // A part of the cases is answered so, and the others fail.
      plan = leak.narrowed;
      leak = await leakOf(plan, judges, question);
    }
    if (leak?.passed !== true) return false;
    if (!(await reaches(leak.asked, plan, judges, question))) return false;
  }
  return true;
}

interface Leak {
  readonly passed: boolean;
  /** All questions up to the one that is answered so, as a digest. */
  readonly asked: string;
  /** The same where such answers came from alone. */
  readonly narrowed: LearnPlan;
}

async function leakOf(plan: LearnPlan, judges: Judges, question: LearnedQuestion): Promise<Leak | undefined> {
  const files = drawValues(question.data, plan.column, question.random);
  const learning = { ...drawn(question), ...plan, files };
  const run = await question.run([...changed(judges, learning), ...files.changes]);
  const said = new RegExp(`\\b${learning.name} ([0-9a-f]{64}) (.*)`).exec(run?.said ?? '');
  const [, asked, found = ''] = said ?? [];
  if (run === undefined || asked === undefined) return undefined;
  const places = found.trim().split(' ');
  const column = places.flatMap(
    (place) => files.places.get(/^\d+\.\d+$/.test(place) ? Number(place) : place) ?? [],
  );
  const narrowed = plan.mode === 'files' ? { ...plan, column } : { ...plan, isOne: false, only: places };
  return { passed: run.passed, asked, narrowed };
}

/** Whether the same questions are asked where every value is as it was. */
async function reaches(
  wanted: string,
  plan: LearnPlan,
  judges: Judges,
  question: LearnedQuestion,
): Promise<boolean> {
  // The same files may be read, and none of them is changed.
  const files = drawValues(question.data, plan.column, question.random);
  const unchanged = { ...files, numbers: [], words: [] };
  const learning = { ...drawn(question), ...plan, files: unchanged, wanted };
  const run = await question.run(changed(judges, learning));
  return run?.passed === true && run.said.includes(`${learning.name} ${wanted}`);
}

const drawn = ({ random, works }: LearnedQuestion): Pick<Learning, 'seed' | 'name' | 'works'> => ({
  seed: random.integer(0, 2 ** 31 - 1),
  name: random.letters(9),
  works,
});

const changed = (judges: Judges, learning: Learning): TestFile[] =>
  learnerOf(languageOf(judges.first[0]?.path ?? ''))?.learn(judges, learning) ?? [];
