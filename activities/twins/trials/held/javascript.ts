/** Programs and tests of JavaScript that hold the language's functions in their places. */
import { readFileSync } from 'node:fs';
import { FIRST_LINES } from '../../javascript/syntax.ts';
import type { HoldJudges } from './hold.ts';
import { isAboutReplacing, watchedModules } from './javascript-imports.ts';
import { withOrderings } from './javascript-orderings.ts';

const HOLD = ['hold-watch.mjs', 'hold.mjs']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('');

/** What it loads itself is hoisted before all of its statements. */
const IS_MODULE = /^\s*(?:import\b(?!\s*\()|export\b)/m;
/** A runner's own way to replace functions, by their names, asks nobody. */
const MOCKS = /\bmock|\bstub|\bspy|\bfake/i;
/** Clocks and timers have their names without being asked for them. */
const TIMERS = [
  ...['Date', 'now', 'hrtime', 'nextTick', 'queueMicrotask', 'timeout'],
  ...['Timeout', 'Interval', 'Immediate'].flatMap((one) => [`set${one}`, `clear${one}`]),
];
const QUOTED = /(['"`])([\w$]+)\1/g;
const ASSIGNED = /\.\s*([\w$]+)\s*=(?!=)/g;

/** It stands on a file's own first line, so that every line keeps its number. */
export const holdJavascript: HoldJudges = ({ first, parts }, { holds, name, prints, minds, code }) => {
  const own = [...first, ...parts];
  const settings = {
    holdsAll: holds,
    ownPaths: own.map(({ path }) => path),
    ownNames: own.flatMap(({ text }) => [...namesOf(QUOTED, text), ...namesOf(ASSIGNED, text)]),
    holdsPrints: prints,
    mocked: own.flatMap(({ text }) => (MOCKS.test(text) ? [...TIMERS, ...namesOf(QUOTED, text)] : [])),
    minds,
    modules: watchedModules(own),
    code,
  };
  return first.map(({ path, text }) => {
    const source = HOLD.replaceAll('ORDERING', name)
      .replaceAll('WATCHING', `${name}Watch`)
      .replace('SETTINGS', () => JSON.stringify({ ...settings, holdsFunctions: !isAboutReplacing(text) }));
    const start = FIRST_LINES.exec(text)?.[0] ?? '';
    // Every file has an address of its own, so that each is told when it is loaded.
    const module = `${source}\n// ${path}\n`;
    const before = IS_MODULE.test(text)
      ? `import 'data:text/javascript;base64,${Buffer.from(module).toString('base64')}';`
      : `(0, eval)(${JSON.stringify(source)});`;
    const rest = withOrderings(text, path, name, start.length);
    return { path, text: `${start}${before}${rest.slice(start.length)}` };
  });
};

const namesOf = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((found) => found.at(-1) ?? '');
