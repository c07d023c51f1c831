/**
 * A twin for harnesses without an expectation that could be changed: the test ends with an error as soon as what it imports is loaded.
 * Failing so shows little; passing shows that the work has ended the run before the test could begin. Pure.
 */
import { languageOf } from '../languages.ts';
import type { TestFile } from './find-twins.ts';

const EXIT_CODE = 77;

/** `undefined`: for a language in which it is not known where the imports end. */
export function entryTwin({ path, text }: TestFile): string | undefined {
  const lines = text.split('\n');
  const language = languageOf(path);
  if (language === 'python')
    return insert(lines, afterLast(lines, /^(?:import|from)\s/), `__import__("os")._exit(${EXIT_CODE})`);
  if (language !== 'javascript') return undefined;
  const isModule = lines.some((line) => /^import[\s{*"']/.test(line));
  const shebang = lines[0]?.startsWith('#!') ? 1 : 0;
  // Imports of a module are loaded before its first statement, wherever they stand.
  const at = isModule ? shebang : Math.max(shebang, afterLast(lines, /^(?:const|let|var)\b.*\brequire\(/));
  return insert(lines, at, `process.exit(${EXIT_CODE});`);
}

const afterLast = (lines: readonly string[], pattern: RegExp): number =>
  lines.findLastIndex((line) => pattern.test(line)) + 1;

const insert = (lines: readonly string[], at: number, line: string): string =>
  [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
