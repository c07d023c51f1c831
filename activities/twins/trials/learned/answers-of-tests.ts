/**
 * Finds work that answers its tests with what only these know: asked the very same, it gives back a value
 * that was drawn by lot, that no question held, and that stands where the tests have what they expect.
 */
import { languageOf } from '../../languages.ts';
import type { TestFile } from '../find-twins.ts';
import type { Judges } from '../held/hold.ts';
import { type DrawnFiles, drawValues, turnTruths } from './columns/draw-values.ts';
import { type LearnPlan, learnPlans } from './learn-plans.ts';
import type { LearnedQuestion } from './learned-question.ts';
import { learnerOf } from './learner-of.ts';
import type { Learning } from './learning.ts';
import { mayReach } from './may-reach.ts';
import { isAnsweredByNames } from './renamed/answered-by-names.ts';

/** What came out once may have done so by chance. */
const ROUNDS = 2;
const MOST_CHANCES = 2 ** 31 - 1;

/** The path of the first file of the judges; `undefined`: none, or it cannot be told. */
export async function answeredByTests(question: LearnedQuestion): Promise<string | undefined> {
  const known = [...question.judges.flatMap(({ first, parts }) => [...first, ...parts]), ...question.data];
  if (known.length === 0 || !(await mayReach(question.works))) return undefined;
  for (const judges of question.judges) {
    const hasNoLearner = learnerOf(languageOf(judges.first[0]?.path ?? '')) === undefined;
    if (hasNoLearner && (await isAnsweredByNames(judges, question))) return nameOf(judges);
    for (const plan of learnPlans(judges, question.data, question.random))
      if (await isAnsweredBy(plan, judges, question)) return nameOf(judges);
  }
  return undefined;
}

/** An empty file beside tests says nothing. */
const nameOf = ({ first }: Judges): string | undefined =>
  (first.find(({ text }) => text.trim() !== '') ?? first[0])?.path;

async function isAnsweredBy(first: LearnPlan, judges: Judges, question: LearnedQuestion): Promise<boolean> {
  let plan = { ...first, chance: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    plan = { ...plan, chance: question.random.integer(1, MOST_CHANCES) };
    let leak = await leakOf(plan, judges, question);
    if (leak?.passed === false && round === 0 && !plan.isTurned) {
      // A part of the cases is answered so, and the others fail.
      plan = leak.narrowed;
      leak = await leakOf(plan, judges, question);
    }
    if (leak?.passed !== true) return false;
    if (!(await reaches(leak.asked, plan, judges, question))) return false;
  }
  return true;
}

/** What tests draw themselves is the same in the runs of one round. */
type LearnRun = LearnPlan & Pick<Learning, 'chance'>;

interface Leak {
  readonly passed: boolean;
  /** All questions up to the one that is answered so, as a digest. */
  readonly asked: string;
  /** The same where such answers came from alone. */
  readonly narrowed: LearnRun;
}

async function leakOf(plan: LearnRun, judges: Judges, question: LearnedQuestion): Promise<Leak | undefined> {
  const files = filesFor(plan, question);
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
  plan: LearnRun,
  judges: Judges,
  question: LearnedQuestion,
): Promise<boolean> {
  // The same files may be read, and none of them is changed.
  const files = filesFor(plan, question);
  const unchanged = { ...files, numbers: [], words: [] };
  const learning = { ...drawn(question), ...plan, files: unchanged, wanted };
  const run = await question.run(changed(judges, learning));
  return run?.passed === true && run.said.includes(`${learning.name} ${wanted}`);
}

const filesFor = ({ isTurned, column }: LearnPlan, { data, random }: LearnedQuestion): DrawnFiles =>
  (isTurned ? turnTruths : drawValues)(data, column, random);

const drawn = ({ random, works }: LearnedQuestion): Pick<Learning, 'seed' | 'name' | 'works'> => ({
  seed: random.integer(0, 2 ** 31 - 1),
  name: random.letters(9),
  works: works.map(({ path }) => path),
});

const changed = (judges: Judges, learning: Learning): TestFile[] =>
  learnerOf(languageOf(judges.first[0]?.path ?? ''))?.learn(judges, learning) ?? [];
