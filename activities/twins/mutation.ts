/**
 * What a mutator of one language is asked, and what it answers: JSON on its standard input and output. A
 * mutator is a program in the language's own toolchain; it runs in the sandbox, sees no file of the workspace
 * but those that it is given here, and changes expectations of tests. Shapes only.
 */

export interface MutationRequest {
  /** The same request gives the same answer. */
  readonly seed: number;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** How many changes of either kind are wanted at most, spread over the files and over the cases in them. */
  readonly impossible: number;
  readonly equal: number;
}

/** One expectation changed; `text` is the whole file with it. */
export interface Mutation {
  readonly path: string;
  /** 1-based, of the expectation. */
  readonly line: number;
  /** The test case around it as its runner names it, where one can be run alone; else `null`. */
  readonly testCase: string | null;
  /** One line: what stood there and what stands there now. */
  readonly what: string;
  readonly text: string;
}

export interface MutationReply {
  /**
   * How many expectations were found that can be changed; those of cases that are skipped in the source do
   * not count.
   */
  readonly expectations: number;
  /** The case has to fail with each of them, whatever the work is. */
  readonly impossible: readonly Mutation[];
  /**
   * The case has to pass with each of them as before: expected values as equal expressions, comments, names,
   * order of cases.
   */
  readonly equal: readonly Mutation[];
  /** Files that the mutator could not read, with the reason. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}
