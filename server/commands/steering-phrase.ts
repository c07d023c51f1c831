/** Several words that steer together, though none of them is a command. Pure. */
import { setOf } from './word-set.ts';

/** What is offered in their place; `''`: no command does it. */
const PHRASES: readonly (readonly [offer: string, phrases: string])[] = [
  ['pause', 'stop working|hold on|hang on|hold it|end it|wrap up|wrap it up|give up|stand down|stop trying'],
  [
    'resume',
    'keep going|keep working|keep trying|keep at it|carry on|go on|go ahead|continue working|retry|try again|unblock|wake|wake up|start over|start again|start working',
  ],
  ['clear', 'never mind|nevermind|forget it|forget about it|kill|drop it|scrap it|abort mission'],
  ['status', 'check|check in|check up|recheck|run checks|run the checks|rerun checks|rerun the checks'],
  [
    'accept',
    'looks good|look good|looks fine|looks right|sounds good|all good|lgtm|well done|good job|answer yes',
  ],
  ['refuse', 'answer no|not good enough|not good'],
  ['stands', 'the check stands|check stands|it stands'],
  ['', 'hello|hi|hey there|good morning|test|testing|on|off'],
];

const KNOWN = PHRASES.flatMap(([offer, phrases]) =>
  phrases.split('|').map((phrase) => ({ offer, words: phrase.split(' ') })),
).toSorted((one, other) => other.words.length - one.words.length);

/** `isFiller`: whether a word adds nothing to what is asked; anything else behind a phrase is work. */
export function steeringPhrase(
  words: readonly string[],
  isFiller: (word: string) => boolean,
): string | undefined {
  return KNOWN.find(
    (phrase) =>
      phrase.words.every((word, index) => words[index] === word) &&
      words.slice(phrase.words.length).every((word) => phrase.offer !== '' && isFiller(word)),
  )?.offer;
}

const BUDGET = setOf('budget tokens deadline');
const CHANGING = setOf(
  'raise increase lower double extend set add more the my to by of is no budget tokens deadline',
);

/** The goal's own limits with nothing but a figure: no work has that name alone. */
export const isOfBudget = (words: readonly string[]): boolean =>
  words.some((word) => BUDGET.has(word)) &&
  words.every((word) => CHANGING.has(word) || /^\d[\d.,]*[a-z]{0,3}$/.test(word));
