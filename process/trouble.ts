/** What a process met when it wanted to reach a part that it needs. */
export type Trouble =
  /** It does not answer now, and may later: the reason, as the end of a sentence. */
  | { readonly kind: 'away'; readonly reason: string }
  /** Time does not mend it: a whole sentence with what helps. */
  | { readonly kind: 'wrong'; readonly sentence: string };

export const away = (reason: string): Trouble => ({ kind: 'away', reason });

export const wrong = (sentence: string): Trouble => ({ kind: 'wrong', sentence });

/** Thrown where waiting helps nothing; its message is the sentence. */
export class WrongSetup extends Error {
  override readonly name = 'WrongSetup';
}
