/** Programs of a check that nothing has shown to be able to fail yet. Pure. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { mayRun } from '../started-tests.ts';
import type { Program, Programs } from './program.ts';

/** Programs of which, or by which, a changed expectation was seen to fail need not be asked. */
export function unshownPrograms(record: TwinRecord, { files }: Programs): Program[] {
  const shown = shownPaths(record);
  return files.filter((program) => !shown.some((path) => path === program.path || mayRun(program, path)));
}

const shownPaths = ({ runs }: TwinRecord): string[] =>
  runs.flatMap(({ kind, passed, path }) => (kind === 'impossible' && !passed && path !== null ? [path] : []));
