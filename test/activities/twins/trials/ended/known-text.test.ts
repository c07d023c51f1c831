import { expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { knownText } from '../../../../../activities/twins/trials/ended/known-text.ts';
import type { Program } from '../../../../../activities/twins/trials/ended/program.ts';

const PROGRAM: Program = { path: 'tests/run.py', role: 'started', text: 'print(1)\n' };

async function known(
  passes: (text: string) => boolean,
  said: (text: string) => string = () => 'no work yet',
) {
  let runs = 0;
  const found = await knownText({
    programs: [PROGRAM],
    random: createRandom(1),
    passesWithWork: async ([change]) => {
      runs += 1;
      return passes(change?.text ?? PROGRAM.text);
    },
    onAccepted: async ({ changes: [change] }) => ({
      passed: false,
      gist: said(change?.text ?? PROGRAM.text),
    }),
  });
  return { path: found?.path, runs };
}

test('knownText: it passes with a comment as well → none, after one run', async () => {
  expect(await known(() => true)).toEqual({ path: undefined, runs: 1 });
});

test('knownText: only the accepted text passes → found, after three rounds', async () => {
  expect(await known((text) => text === PROGRAM.text)).toEqual({ path: PROGRAM.path, runs: 6 });
});

test('knownText: the check itself looks at the text, also without the work → none', async () => {
  const passes = (text: string) => text === PROGRAM.text;
  expect((await known(passes, (text) => `sum ${text.length}`)).path).toBeUndefined();
});

test('knownText: a run fails now and then whatever the text is → none', async () => {
  let run = 0;
  expect((await known(() => run++ % 3 === 1)).path).toBeUndefined();
  expect((await known(() => false)).path).toBeUndefined();
});
