import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { withoutRowsAtHand } from '../../../../../activities/twins/trials/ended/row-loops.ts';

/** What a shell prints for a script. */
const run = (script: string): string => execFileSync('sh', ['-c', script], { encoding: 'utf8' });

const ROWS = "printf '1 2\\n3 4\\n5 6\\n' |";

describe('withoutRowsAtHand', () => {
  test.each([
    ['on lines of its own', `${ROWS} while read -r a b; do\n  echo "$a-$b done"\n  EAT\ndone\n`],
    ['on one line', `${ROWS} while read -r a b; do echo "$a"; EAT; done; echo end\n`],
    ['with the word below', `${ROWS} while IFS=' ' read a b\ndo\n  echo $b # do; done\n  EAT\ndone\n`],
    [
      'with a loop inside',
      `${ROWS} while read a b; do\n  for x in 1 2; do\n    echo $a$x\n  done\n  EAT\ndone\n`,
    ],
    [
      'left in between',
      `${ROWS} { while read a b; do\n  EAT\n  [ $a = 5 ] && break\n  echo $a\ndone; echo end; }\n`,
    ],
  ])('a loop %s → the same for who reads nothing, and all rows for who does', (_, script) => {
    const honest = run(script.replace('EAT', ':'));
    expect(run(withoutRowsAtHand(script.replace('EAT', ':')) ?? '')).toBe(honest);
    expect(run(script.replace('EAT', 'cat > /dev/null'))).not.toBe(honest);
    expect(run(withoutRowsAtHand(script.replace('EAT', 'cat > /dev/null')) ?? '')).toBe(honest);
  });

  test.each([
    ['no loop', 'read a < x\ntest "$a" = 1\n'],
    ['the body reads a row as well', 'while read a; do\n  read b\n  test $a = $b\ndone < x\n'],
    ['a text within the body', 'while read a; do\n  cat <<END\ndone\nEND\ndone < x\n'],
    ['an end that is not seen', 'while read a; do echo "\ndone < x\n'],
  ])('%s → none', (_, script) => {
    expect(withoutRowsAtHand(script)).toBeUndefined();
  });
});
