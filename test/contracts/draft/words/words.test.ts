/** The readers of words: sentences, bounds, commands, budgets, blanks. */
import { describe, expect, test } from '@jest/globals';
import { boundsIn } from '../../../../contracts/draft/words/bounds.ts';
import { budgetIn } from '../../../../contracts/draft/words/budget-in-words.ts';
import { commandsIn } from '../../../../contracts/draft/words/commands-in-words.ts';
import { placeholdersIn } from '../../../../contracts/draft/words/placeholders.ts';
import { readWords } from '../../../../contracts/draft/words/read-words.ts';
import { sentencesOf } from '../../../../contracts/draft/words/sentences.ts';

describe('sentencesOf', () => {
  test.each<[string, string[]]>([
    ['Do a. Then b.', ['Do a.', 'Then b.']],
    [
      'Reach 0.9 in README.md, e.g. by caching, as Smith et al. do. Stop.',
      ['Reach 0.9 in README.md, e.g. by caching, as Smith et al. do.', 'Stop.'],
    ],
    ['Do `a. b; c` and "it." Then b', ['Do `a. b; c` and "it."', 'Then b']],
    ['- a\n* b\n1. c\n\n', ['a', 'b', 'c']],
    ['', []],
  ])('%j → its sentences', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});

describe('boundsIn', () => {
  test.each<[string, [string, number][]]>([
    ['p95 below 120 ms', [['<', 120]]],
    [
      'at least 90 % and no more than 1,200.5 kB',
      [
        ['>=', 90],
        ['<=', 1200.5],
      ],
    ],
    [
      'p95 < 120 and errors <= 3',
      [
        ['<', 120],
        ['<=', 3],
      ],
    ],
    ['Reduce the bundle from 400 kB to 300 kB', [['<=', 300]]],
    ['raise coverage to 80 %', [['>=', 80]]],
    ['under $5', [['<', 5]]],
    ['Upgrade to React 19', []],
    ['at most 20 turns, below 500 tokens', []],
    ['below the old value', []],
    ['x => 3', []],
  ])('%s → op and value', (text, expected) => {
    expect(boundsIn(text).map(({ op, value }) => [op, value])).toEqual(expected);
  });
});

describe('commandsIn', () => {
  test.each<[string, string[]]>([
    ['verified by `npm test`', ['npm test']],
    ['verified by npm test, and go vet ./...', ['npm test', 'go vet ./...']],
    ['`CI=1 pytest` and `make`', ['CI=1 pytest', 'make']],
    ['verified by `./check.sh` and `./bin/verify --all`', ['./check.sh', './bin/verify --all']],
    ['verified by python scripts/eval.py --strict on the held-out set', ['python scripts/eval.py --strict']],
    // Whether `test` belongs to it, nobody can tell.
    ['verified by python scripts/eval.py --split test', []],
    ['go test ./....', ['go test ./...']],
    ['`src/checkout.ts` and `parseDate`', []],
    ['`npm` and `node`', []],
    ['make sure that the tests pass', []],
    ['the pytest suite, the cargo of the ship, go to town', []],
    ['`a < b`', []],
    ['`npm test` and `npm test`', ['npm test']],
  ])('%s → commands, and none that is not there', (words, expected) => {
    expect(commandsIn(words)).toEqual(expected);
  });
});

describe('budgetIn', () => {
  test.each<[string, object]>([
    ['Spend at most 400,000 tokens.', { tokens: 400_000 }],
    [
      'Budget: 1.5 million tokens, $4.50, 30 turns, 2 hours',
      { tokens: 1_500_000, costUsd: 4.5, turns: 30, timeSeconds: 7_200 },
    ],
    ['Fix it within 20 turns and up to 300 tool calls', { turns: 20, toolCalls: 300 }],
    ['Stop after 90 minutes', { timeSeconds: 5_400 }],
    ['Reduce the build to at most 10 minutes', {}],
    ['Keep prompts below 500 tokens', {}],
    ['The tax is at most $5', {}],
    ['Spend at most 0 tokens', {}],
  ])('%s → limits', (text, expected) => {
    expect(budgetIn(readWords(text))).toEqual(expected);
  });
});

test.each<[string, string[]]>([
  ['<desired end state> verified by <constraints>', ['<desired end state>', '<constraints>']],
  ['a <div>, a Map<string>, a < b, `<specific evidence>`', []],
])('placeholdersIn: %s → blanks that nobody filled in', (text, expected) => {
  expect(placeholdersIn(text)).toEqual(expected);
});
