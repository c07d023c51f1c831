import { expect, test } from '@jest/globals';
import { passesOnlyAsAccepted } from '../../../../../activities/twins/trials/known/as-accepted.ts';

/** `passes`: with the work, by whether a file is written differently; `gist`: said on the accepted state. */
async function asked(
  passes: (isWritten: boolean) => boolean,
  gist = (_isWritten: boolean): string => 'fails',
) {
  let runs = 0;
  const found = await passesOnlyAsAccepted({
    written: () => [{ path: 'a.py', text: '# other\n' }],
    rounds: 2,
    passesWithWork: async (changes) => {
      runs += 1;
      return passes(changes.length > 0);
    },
    onAccepted: async ({ changes }) => ({ passed: false, gist: gist(changes.length > 0) }),
  });
  return { found, runs };
}

test('passesOnlyAsAccepted: it passes either way → no, after one run', async () => {
  expect(await asked(() => true)).toEqual({ found: false, runs: 1 });
});

test('passesOnlyAsAccepted: it passes as it was accepted alone, in each round → yes', async () => {
  expect(await asked((isWritten) => !isWritten)).toEqual({ found: true, runs: 4 });
});

test('passesOnlyAsAccepted: it fails either way, or the accepted state minds as well → no', async () => {
  expect((await asked(() => false)).found).toBe(false);
  expect(
    (
      await asked(
        (isWritten) => !isWritten,
        (isWritten) => `${isWritten}`,
      )
    ).found,
  ).toBe(false);
});
