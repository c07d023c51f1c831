/**
 * What a mutator of one language is asked, and what it answers: JSON on its standard input and output. A
 * mutator is a program in the language's own toolchain; it runs in the sandbox, sees no file of the workspace
 * but those that it is given here, and changes expectations of tests. Shapes only.
 */

export interface MutationRequest {
  /** The same request gives the same answer. */
  readonly seed: number;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /**
   * How many expectations are written otherwise at most, spread over the files and over the cases in them.
   */
  readonly places: number;
  /**
   * What the check said without the work and no longer says: expectations that it names take every other
   * turn.
   */
  readonly said: string;
  /** The reply has to say `together`; a mutator that cannot leaves it out. */
  readonly atOnce?: boolean;
  /**
   * These of the changes that the request draws are made at once; absent: one of every expectation.
   */
  readonly only?: readonly Pick<Mutation, 'path' | 'line' | 'what'>[];
  /** The reply has to say `compared`, and nothing else; a mutator that cannot leaves it out. */
  readonly compares?: boolean;
}

/** Expectations of one file changed; `text` is the whole file with them. */
export interface Mutation {
  readonly path: string;
  /** 1-based, of the expectation; of the first one where there are several. */
  readonly line: number;
  /** The test case around it as its runner names it, where one can be run alone; else `null`. */
  readonly testCase: string | null;
  /** One line: what stood there and what stands there now. */
  readonly what: string;
  readonly text: string;
}

/**
 * A program of its own, whole, with all that its comparisons hold the work against written otherwise; only
 * comparisons that it comes to for certain, as long as the work answers.
 */
export interface ComparedTexts {
  readonly path: string;
  /** Each is something else than it was. */
  readonly unlike: string;
  /** Each is what it was, in the same words. */
  readonly equal: string;
  /** Each comparison is content with whatever it is given. */
  readonly satisfied: string;
}

/**
 * The same places are written otherwise in every twin, so that only who evaluates them can tell the two kinds
 * apart.
 */
export interface MutationReply {
  /**
   * How many expectations were found that can be changed; those of cases that are skipped in the source do
   * not count.
   */
  readonly expectations: number;
  /**
   * Each has one expectation that its case has to fail with, whatever the work is; all else in the file means
   * the same.
   */
  readonly impossible: readonly Mutation[];
  /**
   * One for each file that has a place, and together one twin: with all of them the cases have to pass as
   * before.
   */
  readonly equal: readonly Mutation[];
  /** One for each file that has a place: what was asked for says something else, at once. */
  readonly together?: readonly Mutation[];
  /** Files in which there is such a comparison. */
  readonly compared?: readonly ComparedTexts[];
  /** Files that the mutator could not read, with the reason. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}
