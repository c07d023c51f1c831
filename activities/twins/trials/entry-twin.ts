/**
 * A twin for harnesses without an expectation that could be changed: the test ends with an error as soon as
 * what it imports is loaded. Failing so shows little; passing shows that the work has ended the run before
 * the test could begin. Pure.
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
  const shebang = lines[0]?.startsWith('#!') ? 1 : 0;
  // Static imports of a module are loaded before its first statement, wherever they stand; others where they
  // are called.
  const at = Math.max(shebang, afterLast(lines, LOADS_BY_CALL));
  return insert(lines, at, `process.exit(${EXIT_CODE});`);
}

/** The call stands at the start of a line, so that it runs whenever the file does. */
const LOADS_BY_CALL = /^(?:(?:const|let|var)\b.*|\}\s*)?=?\s*(?:await\s+)?\b(?:require|import)\s*\(/;

const afterLast = (lines: readonly string[], pattern: RegExp): number =>
  lines.findLastIndex((line) => pattern.test(line)) + 1;

const insert = (lines: readonly string[], at: number, line: string): string =>
  [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
