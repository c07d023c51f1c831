/**
 * Whether work may have learned from its tests what nobody gave it: only a program that names them, lists
 * folders, looks at its callers or the language's inside, or hides what it does has a way there. The others
 * are left alone, whatever they answer.
 */
import { posix } from 'node:path';
import type { TestFile } from '../find-twins.ts';

export interface WorkFile {
  readonly path: string;
  /** Read only when it is asked about; `undefined`: it is no text. */
  readonly readText: () => Promise<string | undefined>;
}

const LISTS =
  /\b(?:listdir|scandir|walk|r?glob|globSync|iterdir|readdir(?:Sync)?|opendir(?:Sync)?)\b|["'`](?:ls|find|grep|cat) /;
const LOOKS_INSIDE = new RegExp(
  [
    // Callers, and what they hold.
    '_getframe|currentframe|_current_frames|inspect\\b|traceback|\\b(?:f|tb|gi|cr)_\\w+|set(?:trace|profile)',
    '\\b(?:caller|callee)\\b|prepareStackTrace|captureStackTrace|\\.stack\\b',
    // Other modules and their insides.
    '\\bmodules\\b|__(?:main|globals|closure|code|self|func|subclasses|dict|import|builtins|loader|spec)__|\\bgc\\b',
    'importlib|import_module|runpy|\\bglobals\\(|\\bvars\\(|getattr\\(|linecache|unittest|pytest|node:test|ctypes|/proc\\b',
    'require\\.(?:cache|main)|module\\.(?:parent|children)|mainModule|getBuiltinModule|createRequire|inspector',
    // What is made only as it runs.
    '(?<![.\\w])(?:exec|eval|compile|Function)\\(|b64decode|fromhex|unhexlify|atob\\(|[\'"](?:base64|hex)[\'"]|\\\\x[0-9a-f]{2}',
    'marshal|pickle|zlib|rot.?13',
  ].join('|'),
);

/** `known`: the tests, and what they read. */
export async function mayReach(works: readonly WorkFile[], known: readonly TestFile[]): Promise<boolean> {
  const names = [...new Set(known.flatMap(({ path }) => namesOf(path)))];
  for (const { readText } of works) {
    const text = await readText();
    if (text === undefined || LISTS.test(text) || LOOKS_INSIDE.test(text)) return true;
    if (names.some((name) => text.includes(name))) return true;
  }
  return false;
}

/** Words by which a file may be told: folders, its own name, and what a program is imported by. */
function namesOf(path: string): string[] {
  const { dir, base, name } = posix.parse(path);
  return [...dir.split('/'), base, name].filter((one) => one.length > 2);
}
