import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allCommands,
  isChain,
  splitCommand,
} from '../../../../workflows/contract/command-line/command-words.ts';

const split = (command: string) =>
  splitCommand(command).flatMap(({ words, operator }) =>
    [words.join('|'), operator].filter((text) => text !== ''),
  );

describe('splitCommand', () => {
  test.each<[string, string[]]>([
    ['npm test', ['npm|test']],
    [
      'cd web && npm test; echo done | tee log || true &',
      ['cd|web', '&&', 'npm|test', ';', 'echo|done', '|', 'tee|log', '||', 'true', '&'],
    ],
    ['a\n\nb', ['a', ';', 'b']],
    [`test "$(bash x.sh 15 | tail -n 1)" = 'a b'`, ['test|$(bash x.sh 15 | tail -n 1)|=|a b']],
    ['(cd web && make)', ['cd|web', '&&', 'make']],
    ['{ npm test; }', ['npm|test', ';']],
    ['! grep -q x f', ['grep|-q|x|f']],
    ['npm test 2>&1 &> log', ['npm|test|2>&1|&>|log']],
    ['a\\ b\\;c', ['a b;c']],
    ['echo "a;b" \'c&&d\' `e;f`', ['echo|a;b|c&&d|`e;f`']],
    [`echo "it's" 'open`, [`echo|it's|open`]],
    ['diff <(a; b | c) >(d) e', ['diff|<(a; b | c)|>(d)|e']],
    ['echo $(a; (b | c); d) e', ['echo|$(a; (b | c); d)|e']],
    ['', []],
    [' ;; ', []],
  ])('%j → its commands', (command, expected) => {
    expect(split(command)).toEqual(expected);
  });

  test('any text → ends, and every letter of it is in a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab \'"`$()\\;&|\n{}') }), (command) => {
        const letters = (text: string) => text.replace(/[^ab]/g, '');
        const words = splitCommand(command).flatMap((each) => each.words);
        expect(letters(words.join(''))).toBe(letters(command));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('allCommands', () => {
  const programs = (command: string) => allCommands(command).map(({ words }) => words[0]);

  test.each<[string, string[]]>([
    ['test "$(bash x.sh | tail -n 1)" = y', ['test', 'bash', 'tail']],
    ['bash -c "cd web && npm test"', ['bash', 'cd', 'npm']],
    ['echo `node a.js`', ['echo', 'node']],
    ['diff <(node a.js | sort) y', ['diff', 'node', 'sort']],
    ['a', ['a']],
  ])('%s → those inside as well', (command, expected) => {
    expect(programs(command)).toEqual(expected);
  });

  test('nested without end → answered', () => {
    expect(allCommands('$('.repeat(2_000)).length).toBeGreaterThan(0);
    expect(allCommands(`${'bash -c "'.repeat(500)}x`).length).toBeGreaterThan(0);
  });
});

test.each([
  ['a && b', true],
  ['a; b', false],
  ['a | b', false],
  ['a || b', false],
])('isChain: %s → %s', (command, is) => {
  expect(isChain(splitCommand(command))).toBe(is);
});
