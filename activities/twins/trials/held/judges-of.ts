/** What judges the work in a check: programs of its own, and the tests that a runner loads. Pure. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { languageOf } from '../../languages.ts';
import type { Programs } from '../ended/program.ts';
import { partsOfProgram } from '../ended/program-parts.ts';
import { unshownPrograms } from '../ended/unshown-programs.ts';
import type { TestFile } from '../find-twins.ts';
import type { HeldJudges } from './decided-by-work.ts';
import { holderOf } from './holder-of.ts';

const MOST_PROGRAMS = 3;

/** Programs of which a changed expectation was seen to fail are left out, and tests are not. */
export function judgesOf(record: TwinRecord, programs: Programs, tests: readonly TestFile[]): HeldJudges[] {
  const started = unshownPrograms(record, programs).slice(0, MOST_PROGRAMS);
  const loaded = tests.filter((test) => !programs.files.some(({ path }) => path === test.path));
  const languages = [...new Set(loaded.map(({ path }) => languageOf(path)))];
  return [
    ...started.map((program) => judges([program], programs, true)),
    ...languages.map((language) =>
      judges(
        loaded.filter(({ path }) => languageOf(path) === language),
        programs,
        false,
      ),
    ),
  ].filter(({ first }) => holderOf(languageOf(first[0]?.path ?? '')) !== undefined);
}

function judges(first: readonly TestFile[], programs: Programs, prints: boolean): HeldJudges {
  const own = new Set(first.map(({ path }) => path));
  const loaded = first.flatMap((file) => partsOfProgram({ ...file, role: 'started' }, programs));
  const parts = new Map(loaded.filter(({ path }) => !own.has(path)).map((part) => [part.path, part]));
  return { first, parts: [...parts.values()], prints };
}
