/** Tests of Python that look on while they ask the work. */
import { readFileSync } from 'node:fs';
import type { TestFile } from '../../find-twins.ts';
import { pythonSource } from '../../held/python.ts';
import type { LearnJudges, LearnMode } from '../learning.ts';

const PARTS = ['drawn', 'within', 'given', 'watch', 'uses', 'places', 'learn'];
const LEARN = PARTS.map((name) => readFileSync(new URL(`${name}.py`, import.meta.url), 'utf8')).join('');

export const learnPython: LearnJudges = (
  { first, parts },
  { mode, name, isOne, isTurned, only, wanted, files, ...drawn },
) =>
  [...first, ...parts].map(({ path, text }, _, judges) => {
    const plan = {
      ...drawn,
      ...{ mode, name, path, one: isOne, turned: isTurned },
      ...{ wanted: wanted ?? null, only: only ?? null },
      ...{ numbers: files.numbers, words: files.words, changed: files.changes.map((file) => file.path) },
      judges: judges.map((judge) => judge.path),
    };
    const learn = LEARN.replaceAll('LEARN', name);
    const own = [pythonSource(text), pythonText(JSON.stringify(plan))].join(', ');
    return { path, text: `${learn}${name}(globals(), ${own})\n` };
  });

/** JSON's texts are Python's too. */
const pythonText = (text: string): string => JSON.stringify(text);

/** A name that is bound to what is made, and is compared. */
const MADE = /^\s*(?:(?:for\s+)?(?:\w+,\s*)*(\w+)\s*(?:=|in\b)|(?:async )?def \w+\(.*?(\w+)\s*[,)])/gm;
const COMPARED = /assert|==|!=|isclose|approx/;
const RETURNS =
  /^\s*def (?!test|setUp|tearDown|assert|check)\w+\([^\n]*\n(?:(?!\s*def )[^\n]*\n)*?\s+return \S/m;

export function modesOfPython(texts: readonly TestFile[]): { mode: LearnMode; isOne: boolean }[] {
  const functions = texts.some(({ text }) => RETURNS.test(text));
  return [
    ...(texts.some(({ text }) => comparesNames(text)) ? [{ mode: 'names' as const, isOne: false }] : []),
    ...(functions ? [false, true].map((isOne) => ({ mode: 'functions' as const, isOne })) : []),
  ];
}

function comparesNames(text: string): boolean {
  const compared = text
    .split('\n')
    .filter((line) => COMPARED.test(line))
    .join('\n');
  return [...text.matchAll(MADE)].some(([, bound, given]) =>
    new RegExp(`\\b${bound ?? given}\\b`).test(compared),
  );
}
