/**
 * Sealed tests that the work keeps from being run. Shown on the accepted state, where nothing of the model's
 * runs: with every test expecting nothing the check passes to its end, and fails as soon as this one fails
 * when it is run. Where the check passes on the work with the same test failing so, the work has kept it
 * from being run, or has ended the run before.
 */
import type { Random } from '../../drawing/random.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { harmOf, nothingOf, probeSets, type SealedTest } from './probe-texts.ts';

export interface UnrunQuestion {
  readonly tests: readonly SealedTest[];
  /** An expectation of these was changed, and the check failed: they run. */
  readonly shown: ReadonlySet<string>;
  /** Paths of what is looked at first: the check named them when it failed, or passed where it should not. */
  readonly suspects: ReadonlySet<string>;
  readonly random: Random;
  readonly onAccepted: RunOnAccepted;
  /** Whether the check passes on the work, with these texts in the place of files. */
  readonly passesWithWork: PassesWithWork;
  /** Whether time is left to run the check on the work once more, for what is not a suspect. */
  readonly hasTime: () => boolean;
}

export interface UnrunTests {
  /** One of those that the work keeps from being run. */
  readonly unrun?: string;
  /** They are started, and fail without the work; that they run is all that is known of them. */
  readonly unshown: readonly string[];
}

/** So many of those that the work has opened are looked at one by one. */
const MOST_SINGLE = 6;
const MOST_UNSHOWN = 3;

export async function findUnrun(question: UnrunQuestion): Promise<UnrunTests> {
  const { tests, shown, suspects, random, passesWithWork, hasTime } = question;
  const harmed = createHarm(random);
  const others = tests.filter(({ path, text }) => !shown.has(path) && text.trim() !== '');
  const sets = probeSets(tests, shown);
  if (others.length === 0 || sets.length === 0) return { unshown: [] };
  const probes = createProbes(question, sets, harmed);
  // What was not opened at all can be tried on the accepted state alone, all at once.
  const unopened = others.filter(({ isOpened }) => !isOpened);
  const culprit = await firstThatRuns(unopened, probes);
  if (culprit !== undefined && (await isKeptFromRunning(culprit, question, probes)))
    return { unrun: culprit.path, unshown: [] };
  const opened = random
    .shuffle(others.filter(({ isOpened }) => isOpened))
    .sort((one, other) => Number(isUrgent(other, suspects)) - Number(isUrgent(one, suspects)))
    .slice(0, MOST_SINGLE);
  for (const file of opened) {
    if (!isUrgent(file, suspects) && !hasTime()) break;
    const passes = await passesWithWork([harmed(file)]);
    if (passes && (await isKeptFromRunning(file, question, probes))) return { unrun: file.path, unshown: [] };
  }
  return {
    unshown: await unshownOf(
      opened.filter(({ started }) => started !== 'no'),
      probes,
    ),
  };
}

const isUrgent = ({ path, started }: SealedTest, suspects: ReadonlySet<string>): boolean =>
  started !== 'no' || suspects.has(path);

type Harm = (file: SealedTest) => TestFile;

/** Each file fails in one and the same way, with the work and without: a harness may forgive another one. */
function createHarm(random: Random): Harm {
  const texts = new Map<string, string>();
  return (file) => {
    const text = texts.get(file.path) ?? harmOf(file, random);
    texts.set(file.path, text);
    return { path: file.path, text };
  };
}

interface Probes {
  readonly harmed: Harm;
  /** Whether, on the accepted state, the check passes with every test expecting nothing. */
  readonly usable: () => Promise<readonly (readonly TestFile[])[]>;
  /** The same with some of the tests failing when they are run. */
  readonly passes: (set: readonly TestFile[], failing: readonly SealedTest[]) => Promise<boolean>;
  /** This one is as it was accepted. */
  readonly passesWith: (set: readonly TestFile[], own: SealedTest) => Promise<boolean>;
}

function createProbes({ onAccepted }: UnrunQuestion, sets: readonly TestFile[][], harmed: Harm): Probes {
  let usable: Promise<TestFile[][]> | undefined;
  const find = async (): Promise<TestFile[][]> => {
    const found: TestFile[][] = [];
    for (const set of sets) if ((await onAccepted({ changes: set })).passed) found.push(set);
    return found;
  };
  const without = (set: readonly TestFile[], some: readonly SealedTest[]): TestFile[] =>
    set.filter(({ path }) => !some.some((file) => file.path === path));
  return {
    harmed,
    usable: () => {
      usable ??= find();
      return usable;
    },
    async passes(set, failing) {
      const changes = [...without(set, failing), ...failing.map(harmed)];
      return (await onAccepted({ changes })).passed;
    },
    async passesWith(set, own) {
      return (await onAccepted({ changes: without(set, [own]) })).passed;
    },
  };
}

/** One of these tests with which the check fails on the accepted state where it fails. */
async function firstThatRuns(files: readonly SealedTest[], probes: Probes): Promise<SealedTest | undefined> {
  if (files.length === 0) return undefined;
  for (const set of await probes.usable()) {
    let rest = files;
    if (await probes.passes(set, rest)) continue;
    while (rest.length > 1) {
      const half = rest.slice(0, Math.ceil(rest.length / 2));
      rest = (await probes.passes(set, half)) ? rest.slice(half.length) : half;
    }
    return rest[0];
  }
  return undefined;
}

/** What a harness takes by lot need not be the same twice; so each answer has to be given again. */
const TIMES = 2;

async function isKeptFromRunning(
  file: SealedTest,
  { onAccepted, passesWithWork }: UnrunQuestion,
  probes: Probes,
): Promise<boolean> {
  for (const set of await probes.usable()) {
    let isSure = true;
    for (let time = 0; time < TIMES && isSure; time += 1)
      isSure =
        !(await probes.passes(set, [file])) &&
        (await onAccepted({ changes: set })).passed &&
        (await passesWithWork([probes.harmed(file)])) === true;
    if (isSure) return true;
  }
  return false;
}

/** Those that fail without the work: the check needs the work for them, and none of them was changed. */
async function unshownOf(files: readonly SealedTest[], probes: Probes): Promise<string[]> {
  const found: string[] = [];
  for (const file of files.filter((each) => nothingOf(each) !== undefined).slice(0, MOST_UNSHOWN))
    for (const set of await probes.usable()) {
      if (!set.some(({ path }) => path === file.path)) continue;
      if (!(await probes.passesWith(set, file))) found.push(file.path);
      break;
    }
  return found;
}
