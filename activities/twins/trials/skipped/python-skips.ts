/** Tests of Python in which a skip that the work raises is a failure. */
import { readFileSync } from 'node:fs';
import type { TestFile } from '../find-twins.ts';
import { pythonSource } from '../held/python.ts';

const WATCH = readFileSync(new URL('skip-watch.py', import.meta.url), 'utf8');

/** What stands in front of it on its line runs before the work is loaded; no line moves. */
const FIRST_IMPORT = /^(?=import\s|from\s+(?!__future__\b))/m;

interface SkipWatch {
  /** Paths of all tests that count. */
  readonly tests: readonly string[];
  /** Paths of the work. */
  readonly works: readonly string[];
  /** Else all is written alike, and a skip stays one. */
  readonly minds: boolean;
  /** A name that nothing has. */
  readonly name: string;
}

/** `undefined`: nothing is imported, so that there is no place for it. */
export function withSkipsAsFailures(
  { path, text }: TestFile,
  { tests, works, minds, name }: SkipWatch,
): TestFile | undefined {
  if (!FIRST_IMPORT.test(text)) return undefined;
  const given = [JSON.stringify(tests), JSON.stringify(works), minds ? 'True' : 'False'].join(', ');
  const call = `${WATCH.replaceAll('WATCH', name)}\n${name}(${given})`;
  return { path, text: text.replace(FIRST_IMPORT, () => `exec(${pythonSource(call)}, {}); `) };
}
