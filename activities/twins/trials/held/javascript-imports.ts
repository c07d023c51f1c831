/** What files of JavaScript load: modules of Node, and the work. Pure. */
import { builtinModules } from 'node:module';
import type { TestFile } from '../find-twins.ts';

const LOADED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"]+)\1/g;
const FOR_ITS_EFFECT =
  /^[ \t]*(?:import\s*(['"])\.{1,2}\/[^'"]*\1|require\s*\(\s*(['"])\.{1,2}\/[^'"]*\2\s*\))[ \t]*;?[ \t]*(?:\/\/.*)?$/gm;
const BY_NAME = /\bfrom\s*(['"])\.{1,2}\/|\b(?:require|import)\s*\(\s*['"]\.{1,2}\//;

/** What they hold is shared by everybody in the process, or is there to be replaced. */
const SHARED = new Set(
  'async_hooks cluster console diagnostics_channel domain inspector module process repl sys test timers trace_events worker_threads'.split(
    ' ',
  ),
);

/** Modules of Node that are watched. */
export const watchedModules = (files: readonly TestFile[]): string[] => [
  ...new Set(
    files
      .flatMap(({ text }) => [...text.matchAll(LOADED)].map(([, , name = '']) => name.replace(/^node:/, '')))
      .filter((name) => builtinModules.includes(name) && !SHARED.has(name.split('/')[0] ?? '')),
  ),
];

/** Whether a file knows nothing of the work but what it does to the language: it is there to replace that. */
export function isAboutReplacing(text: string): boolean {
  const others = text.replaceAll(FOR_ITS_EFFECT, '');
  return others !== text && !BY_NAME.test(others);
}
