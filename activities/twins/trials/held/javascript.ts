/** Programs and tests of JavaScript that hold the language's functions in their places. */
import { readFileSync } from 'node:fs';
import type { TestFile } from '../find-twins.ts';
import type { HoldJudges } from './hold.ts';
import { withOrderings } from './javascript-orderings.ts';

const HOLD = readFileSync(new URL('hold.mjs', import.meta.url), 'utf8');

/** What it loads itself is hoisted before all of its statements. */
const IS_MODULE = /^\s*(?:import\b(?!\s*\()|export\b)/m;
/** A runner's own way to replace functions, by their names, asks nobody. */
const MOCKS = /\bmock|\bstub|\bspy|\bfake/i;
const QUOTED = /(['"`])([\w$]+)\1/g;
const FIRST_LINES = /^(?:#![^\n]*\n)?(?:\s*(['"])use strict\1;?)?/;

/** It stands on a file's own first line, so that every line keeps its number. */
export const holdJavascript: HoldJudges = ({ first, parts }, { holds, name, prints }) => {
  const own = [...first, ...parts];
  const source = HOLD.replace('HOLDS_ALL', `${holds}`)
    .replace('ORDERING', name)
    .replace('OWN_PATHS', JSON.stringify(own.map(({ path }) => path)))
    .replace('HOLDS_PRINTS', `${prints}`)
    .replace('MOCKED', JSON.stringify(own.flatMap(mockedNames)));
  return first.map(({ path, text }) => {
    const start = FIRST_LINES.exec(text)?.[0] ?? '';
    const before = IS_MODULE.test(text)
      ? `import 'data:text/javascript;base64,${Buffer.from(source).toString('base64')}';`
      : `(0, eval)(${JSON.stringify(source)});`;
    const rest = withOrderings(text, path, name).slice(start.length);
    return { path, text: `${start}${before}${rest}` };
  });
};

/** Names of what a test may have replaced; a clock has its names without being asked for them. */
const mockedNames = ({ text }: TestFile): string[] =>
  MOCKS.test(text) ? ['Date', 'now', ...[...text.matchAll(QUOTED)].map(([, , name = '']) => name)] : [];
