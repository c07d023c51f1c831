/** What a program is made of besides the file that is started. Pure. */
import { languageOf } from '../../languages.ts';
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

/**
 * Whether the program has one of these files, which the work has changed, in its own process: it or a part of
 * it loads the file by its name, or both are built into one.
 */
export function runsInItself(program: Program, programs: Programs, changed: readonly string[]): boolean {
  const own = [program, ...partsOfProgram(program, programs)];
  if (isBuilt(program))
    return changed.some(
      (path) => languageOf(path) === languageOf(program.path) && isBuilt({ path, text: '' }),
    );
  return changed.some((path) => own.some(({ text }) => loads(text, path)));
}

/** A module of a package's or a folder's own file is loaded by the folder's name. */
function loads(text: string, path: string): boolean {
  const names = path.replace(/\.[^./]+$/, '').split('/');
  const last = names.at(-1) ?? '';
  const name = /^(?:__init__|index|mod)$/.test(last) ? (names.at(-2) ?? last) : last;
  const word = name.replaceAll(/[^\w]/g, '\\$&');
  return new RegExp(
    `^\\s*(?:from|import)\\s[^\\n'"]*\\b${word}\\b|\\b(?:from|import|require|import_module|use)\\b\\s*\\(?\\s*['"\`]?[^'"\`\\n]*\\b${word}\\b|^\\s*(?:\\.|source)\\s[^\\n]*\\b${word}\\b`,
    'm',
  ).test(text);
}
