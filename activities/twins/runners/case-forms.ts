/**
 * How test cases begin in the languages' runners, so that one can be made to fail, or to expect nothing.
 * Pure.
 */
import { languageOf } from '../languages.ts';
import type { TwinLanguage } from '../mutator.ts';

interface TestText {
  readonly path: string;
  readonly text: string;
}

/** What is put where a case begins, before its first statement. */
export type CaseBeginning = (form: CaseForm, at: CasePlace) => string;

export interface CasePlace {
  readonly name: string;
  /** Statements of the case are indented so. */
  readonly indent: string;
  /** The case is a block of statements; else it is one expression. */
  readonly isBlock: boolean;
}

export interface CaseForm {
  /** A match ends where the first statement stands; `left` is what may take the case out. */
  readonly begins: RegExp;
  readonly failure: (word: string, at: CasePlace) => string;
  readonly nothing: (at: CasePlace) => string;
}

const FORMS: Partial<Readonly<Record<TwinLanguage, CaseForm>>> = {
  python: {
    begins:
      /^(?<left>(?:[ \t]*@.*\n)*)[ \t]*(?:async[ \t]+)?def (?<name>test\w*)\(.*\)(?:[ \t]*->[^\n:]*)?:[ \t]*\n(?:[ \t]*\n)*(?<indent>[ \t]+)(?=\S)/gm,
    failure: (word, { indent }) => `raise AssertionError("${word}")\n${indent}`,
    nothing: ({ indent }) => `return\n${indent}`,
  },
  javascript: {
    begins:
      /\b(?:test|it)\(\s*(?<quote>['"`])(?<name>(?:(?!\k<quote>).)*)\k<quote>,\s*(?<left>\{[^{}]*\},\s*)?(?:async\s*)?(?:(?:\([^()]*\)|\w+)\s*=>|function\s*\w*\([^()]*\))\s*(?<block>\{)?/g,
    failure: (word, { isBlock }) =>
      isBlock ? ` throw new Error('${word}');` : `(() => { throw new Error('${word}'); })() || `,
    nothing: ({ isBlock }) => (isBlock ? ' return;' : 'true || '),
  },
  go: {
    begins: /^func (?<name>Test\w*)\((?<t>\w+) \*testing\.T\) \{/gm,
    failure: (word) => ` panic("${word}");`,
    nothing: () => ' return;',
  },
};
/**
 * These need not fail where they do. One that is skipped under a condition has run where it is known to have
 * failed.
 */
const LEFT_OUT = /todo|xfail|expectedFailure|\bskip\s*(?:\(|$)|\bskip:\s*(?:true|['"`])/im;

/** Names of the cases in a file, as its runner prints them. */
export function caseNames({ path, text }: TestText): string[] {
  const form = caseForm(path);
  if (form === undefined) return [];
  return [...text.matchAll(form.begins)]
    .filter(({ groups }) => !LEFT_OUT.test(groups?.left ?? ''))
    .map(({ groups }) => groups?.name ?? '');
}

/** The files in which a case of these begins otherwise. */
export function withCases(
  files: readonly TestText[],
  names: ReadonlySet<string>,
  beginning: CaseBeginning,
): TestText[] {
  return files.flatMap(({ path, text }) => {
    const form = caseForm(path);
    if (form === undefined) return [];
    const changed = text.replaceAll(form.begins, (begins: string, ...more: unknown[]) => {
      const groups = more.at(-1) as Readonly<Record<string, string | undefined>>;
      const { name = '', indent = '', block } = groups;
      const isBlock = !('block' in groups) || block !== undefined;
      return names.has(name) ? `${begins}${beginning(form, { name, indent, isBlock })}` : begins;
    });
    return changed === text ? [] : [{ path, text: changed }];
  });
}

export function caseForm(path: string): CaseForm | undefined {
  const language = languageOf(path);
  return language === undefined ? undefined : FORMS[language];
}
