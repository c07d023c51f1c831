/** Whether words behind `/goal` steer, though they are no command as it is written. Pure. */
import { nearNames } from '../../workflows/contract/patterns/near-names.ts';
import { askedBy } from './question.ts';
import { isOfBudget, steeringPhrase } from './steering-phrase.ts';
import { setOf } from './word-set.ts';

/** The names of commands; those behind which text of their own may stand come first. */
export const TEXT_WORDS = ['edit', 'refuse', 'stands'] as const;
const WORDS = [...TEXT_WORDS, 'pause', 'resume', 'clear', 'accept', 'status', 'show', 'help'];

/** Other words for them, by what is offered in their place; also as the first of a few that only steer. */
const MEANT: Readonly<Record<string, string>> = {
  pause: 'stop halt suspend interrupt',
  resume: 'unpause continue proceed',
  clear: 'cancel abort quit reset delete remove unset',
  status: 'stats summary',
  help: 'commands usage h',
  accept: 'yes yep ok okay approve approved confirm agree',
  refuse: 'no nope reject decline deny disagree',
};

/** These begin objectives as well: they steer only where they stand alone. */
const MEANT_ALONE: Readonly<Record<string, string>> = {
  pause: 'wait hold sleep end exit leave bye \u6682\u505c \u505c\u6b62',
  resume: 'start restart go run begin',
  status: 'list info progress state report view get done complete completed finished ready',
  accept: 'y',
  refuse: 'n',
  '<objective>': 'set new create replace add goal objective',
};

const offersOf = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([offer, words]) => words.split(' ').map((word) => [word, offer])));

const OFFERS = offersOf(MEANT);
const OFFERS_ALONE = offersOf(MEANT_ALONE);

/** What people put before a word that steers. */
const BEFORE = setOf('please pls plz kindly just now hey ok okay can could would will you lets');

/** What they add behind it: it steers while nothing else is there, also with a time. */
const BEHIND = setOf(
  'now please pls plz it this that the my a an current goal goals thread work again immediately all everything for ' +
    'thanks thank you me us today tomorrow tonight later then until till at in on next after while bit moment ' +
    'hour hours minute minutes min mins second seconds day days week morning evening night noon midnight ' +
    'am pm right away asap claim task job agent model bot mission working with more budget when until done finished turn ' +
    'trying over up',
);
const TIME = /^\d+(?:[:.]\d+)*(?:h|m|s|min|am|pm|d)?$/;
const THREAD = /^thr_\w+$/;

/** How one asks for the state of things; questions of these words alone are about the goal. */
const ASKING = setOf('what whats how hows where is are');
const ASKED = setOf(
  'what whats how hows where is are status progress state going doing done far up left long still running ready yet ' +
    'finished happening so we things much on',
);

/**
 * The command to offer, `''` where the words name neither a command nor anything that could be true;
 * `undefined`: they are an objective. A wrong guess costs one more message, and a wrong objective a night.
 */
export function meantWord(rest: string): string | undefined {
  const words = wordsOf(rest);
  const [only = ''] = words;
  if (words.length === 0 || (words.length === 1 && NAMES_NOTHING.test(only))) return '';
  if (ASKING.has(only) && words.every((word) => ASKED.has(word) || isBehind(word))) return 'status';
  const asked = askedBy(plain(rest), words);
  if (asked !== undefined) return asked;
  if (isOfBudget(words)) return '';
  const meant = withoutCourtesy(words);
  const phrase = steeringPhrase(meant, (word) => isBehind(word) || BEFORE.has(word));
  if (phrase !== undefined) return phrase;
  if (words.length === 1) return commandOf(only) ?? OFFERS_ALONE.get(only) ?? commandOf(once(only));
  const [first = '', ...others] = meant;
  if (isReasoned(rest, first, others)) return commandOf(first);
  const isSteering = others.every((word) => isBehind(word) || WORDS.includes(word) || word === first);
  if (isSteering)
    return commandOf(first) ?? (isPolite(others) ? OFFERS_ALONE.get(first) : undefined) ?? empty(words);
  return withText(rest);
}

function withoutCourtesy(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !BEFORE.has(word));
  return words.slice(Math.max(start, 0));
}

/** A last letter that was held down. */
const once = (word: string): string => word.replace(/(\p{L})\1+$/u, '$1');

const APPROVING = new Set(['fine', 'good', 'great', 'correct', 'right', 'sure', 'it', 'is', 'all', 'yes']);

/** A command and why it is given; a `no` with a comma behind it answers somebody, and begins no objective. */
function isReasoned(rest: string, first: string, others: readonly string[]): boolean {
  const command = WORDS.includes(first) ? first : OFFERS.get(first);
  if (command === undefined) return false;
  if (others[0] === 'because' || /^\S+\s+reason:/i.test(plain(rest))) return true;
  if (command === 'accept') return others.every((word) => APPROVING.has(word));
  return command === 'refuse' && /^\p{L}+,/u.test(plain(rest));
}

/** Letters and figures of the words, without marks, quotes and dashes around them. */
function wordsOf(rest: string): string[] {
  return plain(rest)
    .replace(/^\/goal\s/i, '')
    .toLowerCase()
    .replaceAll(/['\u2019]/g, '')
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
}

/** The text as it is seen: letters of full width are letters, and what has no width is nothing. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();

/** One word that no objective is: a figure, a courtesy, a letter that stands for a word that steers. */
const NAMES_NOTHING =
  /^(?:\d+|[pq]|please|pls|plz|now|just|hey|thanks|it|this|that|again|later|today|tomorrow)$/;

const isBehind = (word: string): boolean => BEHIND.has(word) || TIME.test(word) || THREAD.test(word);
const isPolite = (words: readonly string[]): boolean => words.every((word) => BEFORE.has(word));
const empty = (words: readonly string[]): '' | undefined =>
  words.every((word) => isBehind(word) || BEFORE.has(word)) ? '' : undefined;

/** A command by its name, by another word for it, or by a slip of the finger. */
const commandOf = (word: string): string | undefined =>
  WORDS.includes(word)
    ? word
    : (OFFERS.get(word) ?? (OFFERS_ALONE.has(word) ? undefined : nearNames(word, WORDS)[0]));

/** `edit: text`, or with two letters of the word swapped: what follows is no objective. */
function withText(rest: string): string | undefined {
  const [, word = '', mark = ''] = /^(\p{L}+)([.,:;!-]*)\s/u.exec(plain(rest)) ?? [];
  const lower = word.toLowerCase();
  return TEXT_WORDS.find((each) => (mark !== '' && each === lower) || isSwapped(lower, each));
}

const isSwapped = (word: string, name: string): boolean =>
  [...name].some((letter, index) => {
    const next = name[index + 1];
    return (
      next !== undefined &&
      next !== letter &&
      word === name.slice(0, index) + next + letter + name.slice(index + 2)
    );
  });
