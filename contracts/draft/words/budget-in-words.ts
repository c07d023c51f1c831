/**
 * Limits that the words set on what the goal may spend. Only what is surely spending counts: `10 minutes`
 * alone may well be the outcome. Pure.
 */
import type { Budget } from '../../../workflows/contract/contract.ts';
import { numberOf } from './bounds.ts';
import type { Piece } from './read-words.ts';

const SPENDING =
  '\\b(?:budget(?: of| is|:)?|spend(?:ing)?|stop after|give up after|work for)(?: at most| no more than| up to| about)?';
/** Turns and tool calls are nothing but spending. */
const LIMIT = `(?:${SPENDING}|\\b(?:within|in|at most|no more than|up to|after))`;
const AMOUNT = '(\\d[\\d,_]*(?:\\.\\d+)?)\\s?(k|m|million|thousand)?';

const SCALE: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 };
const SECONDS: Readonly<Record<string, number>> = { minute: 60, min: 60, hour: 3_600, h: 3_600, day: 86_400 };

interface Patterns {
  readonly turns: RegExp;
  readonly toolCalls: RegExp;
  readonly tokens: RegExp;
  readonly time: RegExp;
  readonly money: RegExp;
}

const patternsAfter = (limit: string, spending: string): Patterns => ({
  turns: new RegExp(`${limit}\\s*${AMOUNT}\\s*(?:goal )?turns\\b`, 'i'),
  toolCalls: new RegExp(`${limit}\\s*${AMOUNT}\\s*tool calls\\b`, 'i'),
  tokens: new RegExp(`${spending}\\s*${AMOUNT}\\s*tokens\\b`, 'i'),
  time: new RegExp(`${spending}\\s*${AMOUNT}\\s*(minute|min|hour|h|day)s?\\b`, 'i'),
  money: new RegExp(`${spending}\\s*\\$\\s?(\\d[\\d,]*(?:\\.\\d+)?)`, 'i'),
});

const IN_ANY_WORDS = patternsAfter(LIMIT, SPENDING);
/** Where it says that it is the budget, each amount is a limit. */
const IN_BUDGET = patternsAfter('', '');

export function budgetIn(pieces: readonly Piece[]): Budget {
  const textOf = (isBudget: boolean): string =>
    pieces
      .filter(({ role }) => (role === 'budget') === isBudget)
      .map(({ text }) => text)
      .join('\n');
  return { ...limitsIn(textOf(false), IN_ANY_WORDS), ...limitsIn(textOf(true), IN_BUDGET) };
}

function limitsIn(text: string, patterns: Patterns): Budget {
  const money = patterns.money.exec(text)?.[1];
  const time = patterns.time.exec(text);
  const limits = {
    tokens: amount(patterns.tokens.exec(text)),
    costUsd: money === undefined ? undefined : numberOf(money),
    turns: amount(patterns.turns.exec(text)),
    toolCalls: amount(patterns.toolCalls.exec(text)),
    timeSeconds:
      time === null ? undefined : (amount(time) ?? 0) * (SECONDS[time[3]?.toLowerCase() ?? ''] ?? 0),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => isLimit(value)));
}

/** What the contract takes. */
const isLimit = (value: number | undefined): boolean => value !== undefined && value > 0 && value <= 1e9;

const amount = (match: RegExpExecArray | null): number | undefined =>
  match === null
    ? undefined
    : Math.round(numberOf(match[1] ?? '') * (SCALE[match[2]?.toLowerCase() ?? ''] ?? 1));
