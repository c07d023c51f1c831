/** What one line of the conformance list says, before it is known which tests show it. */

/**
 * A: all versions of Codex seen; C: only 0.128; N: only 0.133 to 0.147; X: a weakness that is held the other
 * way round.
 */
export type ItemTag = 'A' | 'C' | 'N' | 'X';

export interface Item {
  readonly number: number;
  readonly tag: ItemTag;
  /** What Codex does (for X: what it does not), in one sentence; Markdown. */
  readonly behaviour: string;
  /** How this service differs from it; the tests show that. */
  readonly note?: string;
  /** Why there is no test. */
  readonly reason?: string;
}

export interface Section {
  readonly title: string;
  readonly items: readonly Item[];
}
