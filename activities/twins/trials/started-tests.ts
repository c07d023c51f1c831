/** Tests that a command starts by their name: whatever else it reads, these have to run. Pure. */
import { allCommands } from '../../../workflows/contract/command-line/command-words.ts';
import { expandScript, type PackageScripts } from '../runners/expand-script.ts';
import { moduleOf, namedPath } from './named-path.ts';

/** What reads a file that it is given as a program. */
const STARTERS =
  /^(?:.*\/)?(?:node|nodejs|deno|bun|tsx|python[\d.]*|pypy[\d.]*|ruby|perl|php|bash|sh|pytest|py\.test|jest|vitest|mocha)$/;

/**
 * Those of `paths` that a starter gets as a word: the path itself, or a module of Python's. With `anywhere`
 * also a copy of it, below another folder.
 */
export function startedTests(
  command: string,
  scripts: PackageScripts,
  paths: readonly string[],
  anywhere = false,
): string[] {
  const words = allCommands(expandScript(command, scripts).command)
    .filter((each) => each.words.some((word) => STARTERS.test(word)))
    .flatMap((each) => each.words.map(namedPath));
  return paths.filter((path) => words.some((word) => isOf(word, path, anywhere)));
}

function isOf(word: string, path: string, anywhere: boolean): boolean {
  if (word === path || (anywhere && word.endsWith(`/${path}`))) return true;
  const module = moduleOf(path);
  return module !== undefined && (word === module || word.startsWith(`${module}.`));
}

/** Ways to run files that a program does not name. */
export const LOADS_UNNAMED =
  /readdir|glob|listdir|scandir|iterdir|os\.walk|import\s*\(|importlib|__import__|discover|loadTests/i;

/** Whether a started test may run the other one: it names it, or runs files that it finds. */
export function mayRun({ text }: { readonly text: string }, otherPath: string): boolean {
  const name = otherPath.slice(otherPath.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return text.includes(name) || LOADS_UNNAMED.test(text);
}
