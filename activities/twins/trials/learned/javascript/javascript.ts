/** Tests of JavaScript that look on while they ask the work. */
import { readFileSync } from 'node:fs';
import type { Node } from '@babel/types';
import { createRandom } from '../../../drawing/random.ts';
import { FIRST_LINES, parsedTest, walk } from '../../../javascript/syntax.ts';
import type { TestFile } from '../../find-twins.ts';
import type { LearnJudges, LearnMode } from '../learning.ts';
import { learnText } from './learn-text.ts';
import { comparedCalls, ownFunctions } from './names.ts';

const read = (name: string): string =>
  readFileSync(new URL(`${name}.mjs`, import.meta.url), 'utf8')
    .trim()
    .replace(/;$/, '');
const LEARN = read('learn').replace('DRAWN(', () => `(${read('drawn')})(`);
/** What is handed over so cannot be followed. */
const HANDS_OVER =
  /\b(?:mock|stub|spy|fake|nock|chdir|writeFile|copyFile|createWriteStream|cpSync|createServer|stdin|sqlite|globalThis|Worker)|\bObject\.assign\(|\b\w+\.\w+\.(?:push|set|add|unshift|splice)\(|\bprocess\.env\.\w+\s*=[^=]/i;

export const learnJavascript: LearnJudges = (
  { first, parts },
  { mode, name, seed, chance, isOne, isTurned, only, wanted, files, works },
) => {
  const judges = [...first, ...parts];
  const programs = judges.map((judge) => parsed(judge));
  const others = mode === 'functions' ? functionsOf(judges) : [];
  const chosen = isOne ? [createRandom(seed).pick(others) ?? ''] : others;
  const plan = {
    ...{ name, seed, chance, isTurned, only: only ?? null, wanted: wanted ?? null },
    ...{ numbers: files.numbers, words: files.words, changed: files.changes.map(({ path }) => path) },
    judges: judges.map(({ path }) => path),
  };
  const source = `(0, eval)(${JSON.stringify(LEARN.replace('PLAN', () => JSON.stringify(plan)))});`;
  return judges.flatMap(({ path, text }, index) => {
    const program = programs[index];
    if (program === undefined) return [];
    const start = FIRST_LINES.exec(text)?.[0] ?? '';
    const learned = learnText({ path, text, program, works, name, others: new Set(chosen) });
    return [{ path, text: `${start}${source}${learned.slice(start.length)}` }];
  });
};

export function modesOfJavascript(texts: readonly TestFile[]): { mode: LearnMode; isOne: boolean }[] {
  const count = functionsOf(texts).length;
  return [false, true].slice(0, Math.min(count, 2)).map((isOne) => ({ mode: 'functions', isOne }));
}

/** Tests that put something elsewhere than into arguments are left alone. */
export const mayLearnJavascript = (texts: readonly TestFile[]): boolean =>
  texts.every((file) => !HANDS_OVER.test(file.text) && !setsMembers(parsed(file)));

function setsMembers(program: Node | undefined): boolean {
  let sets = false;
  if (program !== undefined)
    walk(program, (node) => {
      if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return;
      const { object } = node.left;
      sets ||= !(object.type === 'Identifier' && ['exports', 'module', 'process'].includes(object.name));
    });
  return sets;
}

function functionsOf(texts: readonly TestFile[]): string[] {
  const programs = texts.flatMap((file) => parsed(file) ?? []);
  const compared = new Set(programs.flatMap((program) => [...comparedCalls(program)]));
  return programs.flatMap(ownFunctions).flatMap(({ name }) => (compared.has(name) ? [name] : []));
}

const parsed = ({ path, text }: TestFile): Node | undefined => parsedTest(path, text);
