/** What judges the work in a check: programs of its own, and the tests that a runner loads. Pure. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { languageOf, languageOfText } from '../../languages.ts';
import type { TwinLanguage } from '../../mutator.ts';
import type { Program, Programs } from '../ended/program.ts';
import { partsOfProgram } from '../ended/program-parts.ts';
import { unshownPrograms } from '../ended/unshown-programs.ts';
import type { TestFile } from '../find-twins.ts';
import type { HeldJudges } from './decided-by-work.ts';
import { holderOf } from './holder-of.ts';

const MOST_PROGRAMS = 3;

/** Programs of which no changed expectation was seen to fail come first: the others have that to show. */
export function judgesOf(record: TwinRecord, programs: Programs, tests: readonly TestFile[]): HeldJudges[] {
  const unshown = unshownPrograms(record, programs);
  const shown = programs.files.filter((program) => !unshown.includes(program));
  const asks = ([judge]: readonly TestFile[]): boolean =>
    judge !== undefined &&
    (programs.files.some(({ path }) => path === judge.path)
      ? unshown.some(({ path }) => path === judge.path)
      : !hasFailed(record, languageOfFile(judge)) || hasIdlePlace(record, languageOfFile(judge)));
  return judgesIn([...unshown, ...shown].filter(canBeHeld), programs, tests)
    .filter(({ first }) => first.some(canBeHeld))
    .map((judges) => ({ ...judges, asks: asks(judges.first) }));
}

/** The first of these programs, each by itself, and the tests of each language. */
export function judgesIn(
  some: readonly Program[],
  programs: Programs,
  tests: readonly TestFile[],
): Omit<HeldJudges, 'asks'>[] {
  const loaded = tests.filter((test) => !programs.files.some(({ path }) => path === test.path));
  const languages = [...new Set(loaded.map(languageOfFile))];
  return [
    ...some.slice(0, MOST_PROGRAMS).map((program) => judges([program], programs, true)),
    ...languages.map((language) =>
      judges(
        loaded.filter((file) => languageOfFile(file) === language),
        programs,
        false,
      ),
    ),
  ];
}

/** So many changes of one place are no chance. */
const IDLE_CHANGES = 3;

/** Whether whatever was expected at one place passed, wherever else the tests look closely. */
function hasIdlePlace({ runs }: TwinRecord, language: TwinLanguage | undefined): boolean {
  const places = new Map<string, boolean[]>();
  for (const { kind, path, line, passed } of runs)
    if (kind === 'impossible' && path !== null && languageOf(path) === language) {
      const place = `${path}:${line}`;
      places.set(place, [...(places.get(place) ?? []), passed]);
    }
  return [...places.values()].some((passed) => passed.length >= IDLE_CHANGES && passed.every(Boolean));
}

const languageOfFile = ({ path, text }: TestFile) => languageOfText(path, text);

const canBeHeld = (file: TestFile): boolean => holderOf(languageOfFile(file)) !== undefined;

/** What its comparisons answer was shown by an expectation that was changed. */
const hasFailed = ({ runs }: TwinRecord, language: TwinLanguage | undefined): boolean =>
  runs.some(
    ({ kind, passed, path }) =>
      kind === 'impossible' && !passed && path !== null && languageOf(path) === language,
  );

function judges(first: readonly TestFile[], programs: Programs, prints: boolean): Omit<HeldJudges, 'asks'> {
  const own = new Set(first.map(({ path }) => path));
  const loaded = first.flatMap((file) => partsOfProgram({ ...file, role: 'started' }, programs));
  const parts = new Map(loaded.filter(({ path }) => !own.has(path)).map((part) => [part.path, part]));
  return { first, parts: [...parts.values()], prints };
}
