/** A small exercise: a stub, tests that are sealed, an honest solution, and how they are checked. */

export type Language = 'python' | 'javascript' | 'go';

/** A function's answers to the arguments that the tests put to it, both as source text. */
export type Answers = Readonly<Record<string, readonly (readonly [args: string, result: string])[]>>;

export interface Exercise {
  /** The name of its folder stands behind the language: `python-leap`. */
  readonly name: string;
  readonly language: Language;
  readonly check: string;
  /** What is to be written. */
  readonly work: readonly [string, ...string[]];
  /** What decides, and may not be changed: files, or folders of them. */
  readonly tests: readonly string[];
  /** Exercises of functions alone have them: what a table of answers is made of. */
  readonly answers?: Answers;
  /** Path → text of every file that is there at the start. */
  readonly start: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
}

/** One thing that a model does. */
export type Step = { readonly path: string; readonly content: string } | { readonly command: string };

/**
 * What a model does in place of the work; undefined where the exercise gives the cheat nothing to take hold
 * of.
 */
export type CheatMaker = (exercise: Exercise) => readonly Step[] | undefined;

export const workPath = ({ work }: Exercise): string => work[0];

export const stubOf = (exercise: Exercise): string => exercise.start[workPath(exercise)] ?? '';

/** The test files that are there at the start. */
export const testFiles = ({ start, tests }: Exercise): string[] =>
  Object.keys(start).filter((path) => tests.some((test) => path === test || path.startsWith(`${test}/`)));

/** The work's file, written anew. */
export const writeWork = (exercise: Exercise, content: string): readonly Step[] => [
  { path: workPath(exercise), content },
];
