/** Python: unittest, pytest, and files that assert by themselves. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutator } from '../mutator.ts';
import { placeProgram } from '../place-program.ts';

const INSIDE = '/opt/goalkeeper/twins/python';
/**
 * Programs lie below `/usr`, which is all that the sandbox sees; the parser is the one of the Python that
 * tests most likely run on.
 */
const PROGRAMS = ['/usr/local/bin/python3', '/usr/bin/python3'];

export const pythonMutator: Mutator = {
  language: 'python',
  extensions: ['.py'],
  async availability(cacheDirectory) {
    const program = PROGRAMS.find((path) => existsSync(path));
    if (program === undefined) return { ok: false, reason: 'no python3 in /usr/bin or /usr/local/bin' };
    try {
      const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.py'));
      const files = names.map((name) => [name, join(import.meta.dirname, name)]);
      const directory = await placeProgram(cacheDirectory, 'python', Object.fromEntries(files));
      return {
        ok: true,
        // Isolated and without site: nothing but the standard library is loaded.
        argv: [program, '-I', '-S', '-B', '-X', 'utf8', `${INSIDE}/mutate.py`],
        readOnlyBinds: { [INSIDE]: directory },
      };
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        reason: `the program that changes Python tests cannot be placed in ${cacheDirectory}: ${said}`,
      };
    }
  },
};
