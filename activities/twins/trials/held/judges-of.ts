/** What judges the work in a check: programs of its own, and the tests that a runner loads. Pure. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { languageOfText } from '../../languages.ts';
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
  const isUnshown = (program: Program): boolean => unshown.includes(program);
  const started = [...unshown, ...programs.files.filter((program) => !isUnshown(program))];
  return judgesIn(started.filter(canBeHeld), programs, tests).filter(({ first }) => first.some(canBeHeld));
}

/** The first of these programs, each by itself, and the tests of each language. */
export function judgesIn(
  some: readonly Program[],
  programs: Programs,
  tests: readonly TestFile[],
): HeldJudges[] {
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

const languageOfFile = ({ path, text }: TestFile) => languageOfText(path, text);

const canBeHeld = (file: TestFile): boolean => holderOf(languageOfFile(file)) !== undefined;

function judges(first: readonly TestFile[], programs: Programs, prints: boolean): HeldJudges {
  const own = new Set(first.map(({ path }) => path));
  const loaded = first.flatMap((file) => partsOfProgram({ ...file, role: 'started' }, programs));
  const parts = new Map(loaded.filter(({ path }) => !own.has(path)).map((part) => [part.path, part]));
  return { first, parts: [...parts.values()], prints };
}
