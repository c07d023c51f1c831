import { expect, test } from '@jest/globals';
import { passesOnlyAsAccepted } from '../../../../../activities/twins/trials/known/as-accepted.ts';

/** `passes`: with the work, by whether a file is written differently; `gist`: said on the accepted state. */
async function asked(
  passes: (isWritten: boolean, manner: string) => boolean,
  gist = (_isWritten: boolean, _manner: string): string => 'fails',
) {
  let runs = 0;
  const found = await passesOnlyAsAccepted({
    written: (manner) => [{ path: 'a.py', text: manner }],
    rounds: 2,
    passesWithWork: async (changes) => {
      runs += 1;
      return passes(changes.length > 0, changes[0]?.text ?? '');
    },
    onAccepted: async ({ changes }) => ({
      passed: false,
      gist: gist(changes.length > 0, changes[0]?.text ?? ''),
    }),
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

test('passesOnlyAsAccepted: the accepted state shows its own lines → asked again without what is seen in them', async () => {
  const shows = (isWritten: boolean, manner: string) => `${isWritten && manner === 'whole'}`;
  expect(await asked((isWritten) => !isWritten, shows)).toEqual({ found: true, runs: 8 });
  const knowsAllButComments = (isWritten: boolean, manner: string) => !isWritten || manner === 'remarked';
  expect((await asked(knowsAllButComments, shows)).found).toBe(true);
  expect((await asked((_, manner) => manner !== 'whole', shows)).found).toBe(false);
});
