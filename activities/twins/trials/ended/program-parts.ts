/** What a program is made of besides the file that is started. Pure. */
import type { TestFile } from '../find-twins.ts';
import { mayRun } from '../started-tests.ts';
import { endedLanguageOf, type Program, type Programs } from './program.ts';

/** What the program may load, and what that may load, in its own language. */
export function partsOfProgram(program: Program, { parts, files }: Programs): TestFile[] {
  const language = endedLanguageOf(program);
  const isOther = ({ path }: TestFile): boolean => !files.some((file) => file.path === path);
  let open = parts.filter((part) => isOther(part) && endedLanguageOf(part) === language);
  const found: TestFile[] = [program];
  for (let at = 0; at < found.length; at += 1) {
    const own = found[at];
    const loaded = open.filter(({ path }) => own !== undefined && (isBuilt(own) || mayRun(own, path)));
    found.push(...loaded);
    open = open.filter((part) => !loaded.includes(part));
  }
  return found.slice(1);
}

/** Such programs are made of files that they need not name. */
const isBuilt = ({ path }: TestFile): boolean => /\.(?:go|java|c|cc|cpp|cxx)$/.test(path);
