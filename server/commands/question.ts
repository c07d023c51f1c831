/** Questions: they ask for an answer, and nothing becomes true by one. Pure. */

import { setOf } from './word-set.ts';

const AUXILIARY = setOf('is are was were did does has have will am should whats hows');
const ASKING = setOf(
  'what whats how hows where wheres when why who which do any is are was were did does has have will am',
);
/** Whom a question about the goal is of; `do it` asks for nothing. */
const SUBJECT = setOf('it you we i they there this that');
const ABOUT = setOf('it you we i there goal left status state progress going done cost');

/** Courtesies, and not questions: what is asked for behind them is the objective. */
const REQUEST = /^(?:can|could|would|will) (?:you|we)\b/;
const MOST_WORDS_WITHOUT_MARK = 8;

/** The command to offer, empty where none answers it; `undefined`: no question, or not it alone. */
export function askedBy(text: string, words: readonly string[]): string | undefined {
  const [first = ''] = words;
  if (!ASKING.has(first) || REQUEST.test(words.join(' ')) || !isOneSentence(text)) return undefined;
  if (!text.trim().endsWith('?') && !(isInverted(words) && words.length <= MOST_WORDS_WITHOUT_MARK))
    return undefined;
  if (/^how (?:do|can|should) (?:i|we|you)$/.test(words.slice(0, 3).join(' '))) return 'help';
  return words.some((word) => ABOUT.has(word)) ? 'status' : '';
}

const isOneSentence = (text: string): boolean => !/[.?!;]\s+\S|\n/.test(text.trim());

/** `is it`, `why did you`: an auxiliary goes before its subject in a question alone. */
const isInverted = (words: readonly string[]): boolean =>
  words.some((word, index) => {
    const next = words[index + 1] ?? '';
    return (
      index < 3 &&
      SUBJECT.has(next) &&
      (AUXILIARY.has(word) || (word === 'do' && /^(?:i|we|you|they)$/.test(next)))
    );
  });
