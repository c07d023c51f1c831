/** Texts in the place of a test file that expect nothing, say nothing, or break it. Pure. */
import { languageOf } from '../languages.ts';
import type { TestFile } from './find-twins.ts';

/** No language reads it as a program; what runs it ends with an error at once. */
export const BROKEN = '((( this text is broken on purpose ]]] "\n';

const PYTHON = `import unittest


class NothingTest(unittest.TestCase):
    def test_nothing(self):
        pass
`;
const JAVASCRIPT = "(globalThis.test ?? globalThis.it)?.('nothing', () => {});\n";
const TYPESCRIPT = `export {};
const all = globalThis as unknown as Record<string, ((name: string, run: () => void) => void) | undefined>;
(all['test'] ?? all['it'])?.('nothing', () => {});
`;

/** A file of tests that passes wherever it runs; `undefined` for a language in which none is known. */
export function passingText({ path, text }: TestFile): string | undefined {
  switch (languageOf(path)) {
    case 'python':
      return PYTHON;
    case 'javascript':
      return /\.[cm]?tsx?$/i.test(path) ? TYPESCRIPT : JAVASCRIPT;
    case 'go': {
      const name = /^package\s+(\w+)/m.exec(text)?.[1];
      return name === undefined ? undefined : `package ${name}\n`;
    }
    default:
      return undefined;
  }
}

/**
 * The same text, but whoever runs it ends at once and well; `undefined` where the language has no such
 * beginning.
 */
export function endingText({ path, text }: TestFile): string | undefined {
  switch (languageOf(path)) {
    case 'python':
      return `import os\n\nos._exit(0)\n${text}`;
    case 'javascript':
      if (text.startsWith('#!')) return undefined;
      return `${/\.[cm]?tsx?$/i.test(path) ? TYPED_EXIT : 'process.exit(0);'}\n${text}`;
    case 'go':
      return endingInGo(text);
    default:
      return undefined;
  }
}

/** The types of Node need not be known, and nothing behind it counts as never come to. */
const TYPED_EXIT = '(globalThis as unknown as { process: { exit(code: number): void } }).process.exit(0);';

/** Laid out as the language's formatter does; an import of its own may stand before the others. */
function endingInGo(text: string): string | undefined {
  const clause = /^package\s+\w+[^\n]*\n/m.exec(text);
  if (clause === null) return undefined;
  const at = clause.index + clause[0].length;
  const rest = text.slice(at).replace(/^\n+/, '');
  return `${text.slice(0, at)}\nimport ending "os"\n\n${rest.replace(/\n*$/, '\n')}\nfunc init() { ending.Exit(0) }\n`;
}

/** Comments are added behind the last line, so that no line moves. */
export function remarkedText({ path, text }: TestFile, lines: readonly string[] = []): string {
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  const mark = languageOf(path) === 'python' ? '#' : '//';
  return `${text}${end}${['read', ...lines].map((line) => `${mark} ${line}\n`).join('')}`;
}
