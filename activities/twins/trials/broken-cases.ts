/**
 * Twins for cases that failed without the work and say nothing that could be changed: each fails as soon as
 * it is run, so that a check which passes all the same does not run it.
 */
import type { TwinRecord } from '../../../journal/bodies/twin-record.ts';
import { hasWord } from '../drawing/named-in.ts';
import { createRandom, type Random } from '../drawing/random.ts';
import { languageOf } from '../languages.ts';
import type { TwinLanguage } from '../mutator.ts';
import type { TestFile } from './find-twins.ts';

/** How a case begins, up to its first statement, indented as `indent`; and what makes it fail there. */
interface CaseForm {
  readonly begins: RegExp;
  readonly failure: (word: string, indent: string) => string;
}

const FORMS: Partial<Readonly<Record<TwinLanguage, CaseForm>>> = {
  python: {
    begins:
      /^(?<left>(?:[ \t]*@.*\n)*)[ \t]*(?:async[ \t]+)?def (?<name>test\w*)\(.*\)(?:[ \t]*->[^\n:]*)?:[ \t]*\n(?:[ \t]*\n)*(?<indent>[ \t]+)(?=\S)/gm,
    failure: (word, indent) => `raise AssertionError("${word}")\n${indent}`,
  },
  javascript: {
    begins:
      /\b(?:test|it)\(\s*(?<quote>['"`])(?<name>(?:(?!\k<quote>).)*)\k<quote>,\s*(?:async\s*)?(?:\([^()]*\)\s*=>|function\s*\w*\([^()]*\))\s*\{/g,
    failure: (word) => ` throw new Error('${word}');`,
  },
  go: {
    begins: /^func (?<name>Test\w*)\((?<t>\w+) \*testing\.T\) \{/gm,
    failure: (word) => ` panic("${word}");`,
  },
};
/** These need not fail where they do. */
const LEFT_OUT = /skip|xfail|expectedFailure/i;
/** A plain word may stand in an output for other reasons than that a case is named so. */
const DISTINCT = /[\s_]|^Test.|.{12}/;

const MOST_TRIED = 3;

export interface BrokenCaseProbes {
  readonly files: readonly TestFile[];
  /** What the check said without the work and no longer says. */
  readonly said: string;
  readonly passesWithWork: (changes: readonly TestFile[]) => Promise<boolean>;
}

/** The check can fail, but no expectation of what failed without the work was changed. */
export async function tryBrokenCases(
  record: TwinRecord,
  { files, said, passesWithWork }: BrokenCaseProbes,
): Promise<TwinRecord> {
  const cases = brokenCases(files, said, createRandom(record.seed));
  const { summary } = record;
  for (const { name, changes } of cases.slice(0, MOST_TRIED)) {
    if (!(await passesWithWork(changes))) continue;
    const reason = `it passes although ${name}, which failed without the work, fails as soon as it runs`;
    return { ...record, summary: { ...summary, standing: 'cannotFail', reason } };
  }
  return cases.length === 0
    ? record
    : { ...record, summary: { ...summary, unchanged: cases.map(({ name }) => name) } };
}

export interface BrokenCase {
  readonly name: string;
  /** Every case of this name, in every file, is broken. */
  readonly changes: readonly TestFile[];
}

/** Those cases that are named in what the check said, each with its twin. */
export function brokenCases(files: readonly TestFile[], said: string, random: Random): BrokenCase[] {
  const names = new Set(files.flatMap(namesIn));
  return [...names]
    .filter((name) => DISTINCT.test(name) && hasWord(said, name))
    .map((name) => {
      const word = random.letters(9);
      const changes = files.flatMap((file) => {
        const text = broken(file, name, word);
        return text === file.text ? [] : [{ path: file.path, text }];
      });
      return { name, changes };
    });
}

function namesIn({ path, text }: TestFile): string[] {
  const form = formOf(path);
  if (form === undefined) return [];
  return [...text.matchAll(form.begins)]
    .filter(({ groups }) => !LEFT_OUT.test(groups?.left ?? ''))
    .map(({ groups }) => groups?.name ?? '');
}

function broken({ path, text }: TestFile, name: string, word: string): string {
  const form = formOf(path);
  if (form === undefined) return text;
  return text.replaceAll(form.begins, (beginning: string, ...more: unknown[]) => {
    const groups = more.at(-1) as Readonly<Record<string, string | undefined>>;
    return groups.name === name ? `${beginning}${form.failure(word, groups.indent ?? '')}` : beginning;
  });
}

function formOf(path: string): CaseForm | undefined {
  const language = languageOf(path);
  return language === undefined ? undefined : FORMS[language];
}
