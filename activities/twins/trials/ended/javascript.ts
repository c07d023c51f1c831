/** Programs of JavaScript and TypeScript that fail. Pure. */
import { builtinModules } from 'node:module';
import type { Node } from '@babel/types';
import { parseTest, walk } from '../../javascript/syntax.ts';
import { closingAt, withCalls } from './closing-at.ts';
import { atLast, type EndedLanguage, type Ending, endsElsewhere, lastLineOf, withLine } from './ending.ts';

const EXITS = /(?<![\w$.])(?<!\bfunction\s)(?:process\.)?exit\s*\(/g;
const SETS_CODE = /\bprocess\.exitCode\s*=(?!=)\s*/g;
/** What is run at an exit, and the code that it will have, end nothing. */
const AT_EXIT = /\bprocess\.(?:on|once)\(\s*['"](?:beforeExit|exit)['"]|\bprocess\.exitCode\b/g;
const OTHER_ENDS = /\b(?:Deno|Bun)\b/;
const IMPORT = /\b(?:from|import|require\s*\(|import\s*\()\s*['"]([^'"]+)['"]/g;
const BUILT_IN = new Set(builtinModules);

export const JAVASCRIPT: EndedLanguage = {
  comment: '//',
  atStart: (text, ending) => withLine(text, text.startsWith('#!') ? 1 : 0, statement(text, ending)),
  atEnd(text, ending) {
    const own = asPart(text, ending);
    const last = lastLineOf(text);
    const made = statement(text, ending);
    // A code that is only set would be forgotten by an exit behind it.
    if (handsOver(text.split('\n')[last] ?? '', text))
      return withLine(own, last, made.replace(/process\.exitCode = (\d+);/, 'process.exit($1);'));
    // What is awaited goes on behind the last statement.
    return atLast(own, ending.isOwn ? made : `process.on('beforeExit', () => { ${made} });`);
  },
  asPart,
  mayEndUnseen: (text) =>
    OTHER_ENDS.test(text) ||
    returnsFromFile(text) ||
    endsElsewhere(withoutPlainExits(text), EXITS, AT_EXIT) ||
    [...text.matchAll(IMPORT)].some(
      ([, name = '']) => !/^[./]|^node:/.test(name) && !BUILT_IN.has(name.split('/')[0] ?? ''),
    ),
  saysFirst: (text, words) => withLine(text, text.startsWith('#!') ? 1 : 0, `process._rawDebug('${words}');`),
  aroundItself: (text, words, code) =>
    withLine(text, text.startsWith('#!') ? 1 : 0, aroundItself(words, code)),
};

/** Imports are run before it, also in the parent. */
function aroundItself(words: string, code: number | undefined): string {
  const run =
    "process.getBuiltinModule('node:child_process').spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' }).status";
  return `if (!process.env.${words}) { process.env.${words} = '1'; const own = ${run}; process.exit(${code ?? 'own'}); }`;
}

/** A file of CommonJS may be left by a `return` of its own; what cannot be read may be one. */
function returnsFromFile(text: string): boolean {
  if (!/\breturn\b/.test(text)) return false;
  let returns = false;
  try {
    walk(parseTest('program.ts', text), (node, around) => {
      returns ||= node.type === 'ReturnStatement' && !around.some(isFunction);
    });
  } catch {
    return true;
  }
  return returns;
}

const isFunction = ({ type }: Node): boolean => /Function|Method/.test(type);

/** Comments, and imports of an exit under its own name, end nothing. */
const withoutPlainExits = (text: string): string =>
  text
    .replaceAll(/(^|\s)\/\/.*$/gm, '')
    .replaceAll(/^import\s*\{[^}]*\}\s*from\s*['"](?:node:)?process['"];?$/gm, (line) =>
      /\bas\b/.test(line) ? line : '',
    );

function asPart(text: string, { code, words, says }: Ending): string {
  const said = says ? `, process._rawDebug('${words}')` : '';
  const exits = withCalls(text, EXITS, '//', (callee, args) =>
    args === '' ? `${callee}(${code})` : `${callee}((${args}${said}, ${code}))`,
  );
  let result = '';
  let from = 0;
  for (const match of exits.matchAll(SETS_CODE)) {
    const start = match.index + match[0].length;
    if (match.index < from) continue;
    const end = valueEnd(exits, start);
    result += `${exits.slice(from, start)}(${exits.slice(start, end)}, ${code})`;
    from = end;
  }
  return result + exits.slice(from);
}

/** Where the value that begins here ends. */
function valueEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/[;\n,)}\]]/.test(character)) return at;
    if (/[([{]/.test(character)) at = closingAt(text, at, '//') ?? text.length;
  }
  return text.length;
}

function statement(text: string, { code, words, isOwn, says }: Ending): string {
  const said = says ? `process._rawDebug('${words}'); ` : '';
  if (!isOwn) return `${said}process.exit(${code});`;
  if (text.search(SETS_CODE) >= 0) return `${said}process.exitCode = ${code};`;
  const [exit] = text.match(EXITS) ?? [];
  return `${said}${exit === undefined ? `throw new Error('${words}')` : `${exit}${code})`};`;
}

/** Whether a statement only hands over to what was imported, so that nothing is left behind it. */
function handsOver(line: string, text: string): boolean {
  const inner = /^(?:process\.)?exit\((.*)\);?$/.exec(line.trim())?.[1] ?? line.trim();
  const root = /^(?:await\s+)?([A-Za-z_$][\w$]*)(?:\.[\w$]+)*\([^()]*\);?$/.exec(inner)?.[1];
  if (root === undefined || root === 'process' || root === 'console') return false;
  const name = root.replaceAll('$', '\\$');
  return new RegExp(
    `^import\\b[^'"]*\\b${name}\\b[^'"]*from|\\b(?:const|let|var)\\b[^=]*\\b${name}\\b[^=]*=\\s*(?:await\\s+import|require)\\b`,
    'm',
  ).test(text);
}
