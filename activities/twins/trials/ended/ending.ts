/** How a program is made to fail as its first deed, or as its last. Shapes, and what languages share. */
import type { Random } from '../../drawing/random.ts';

/** The way in which it fails. */
export interface Ending {
  readonly code: number;
  /** They are drawn by lot. */
  readonly words: string;
  /**
   * The program's own statements and codes where it has some, so that whoever turned those round is found
   * out; else statements of the language that nothing can catch.
   */
  readonly isOwn: boolean;
  /** The words are printed as errors before it fails. */
  readonly says: boolean;
}

/** `undefined` where the language, or this text, has no such way. */
export interface EndedLanguage {
  /** What a comment begins with. */
  readonly comment: '#' | '//';
  /** It fails as early as the language lets it, if it can before anything else is loaded. */
  readonly atStart: (text: string, ending: Ending) => string | undefined;
  /** It fails behind its last statement, and wherever it ends by itself. */
  readonly atEnd: (text: string, ending: Ending) => string | undefined;
  /** A part of the program, which fails wherever it ends the program. */
  readonly asPart: (text: string, ending: Ending) => string;
  /**
   * Whether it may end by itself where nothing can be written instead; `modules`: names of those that the
   * workspace has.
   */
  readonly mayEndUnseen: (text: string, modules: ReadonlySet<string>) => boolean;
  /**
   * It runs itself as a child and prints what that prints, and ends with the code, or with the child's where
   * none is given; `words`: a variable that tells the child from its parent.
   */
  readonly aroundItself?: (text: string, words: string, code?: number) => string;
  /** It prints the words as errors as its first deed, and goes on. */
  readonly saysFirst?: (text: string, words: string) => string;
  /** A text that only ends well, where no first deed does that. */
  readonly endingWell?: (words: string) => string;
}

/** Whatever may end a process, in any language, by any name that says so. */
const ENDS = /exit|quit|halt|abort|terminate|kill|\bexec(?:[lv]p?e?)?\b|\bdie\b/i;

/**
 * Whether a text may end its process where nothing is written instead; `known`: what is. A word in a comment
 * counts as well: nobody is accused where it cannot be told.
 */
export const endsElsewhere = (text: string, ...known: readonly RegExp[]): boolean =>
  ENDS.test(known.reduce((rest, one) => rest.replaceAll(one, ''), text));

/** No code from here up is one that a shell gives of itself, or says what a harness usually says. */
const LOWEST_CODE = 3;
const HIGHEST_CODE = 120;

/** The code of a failure by lot; `wanted`: the one that would be none. */
export function drawnCode(random: Random, wanted: number): number {
  const drawn = random.integer(LOWEST_CODE, HIGHEST_CODE);
  return drawn === wanted ? drawn + 1 : drawn;
}

const CODE = /\b(?:exit|_exit|quit|SystemExit|exitCode)\b[^\n\d]*\b([1-9]\d{0,2})\b/;

/** The code with which a program fails by its own words. */
export function ownCode(text: string, wanted: number): number {
  const code = Number(CODE.exec(text)?.[1] ?? 1);
  return code > 255 || code === wanted ? wanted + 1 : code;
}

export const withLine = (text: string, at: number, line: string): string => {
  const lines = text.split('\n');
  return [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
};

export const atLast = (text: string, line: string): string =>
  `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;

/** The number of the last line that says something, from 0; -1 for none. */
export const lastLineOf = (text: string): number =>
  text.split('\n').findLastIndex((line) => line.trim() !== '' && !/^\s*(?:#|\/\/)/.test(line));
