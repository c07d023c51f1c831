import { expect, test } from '@jest/globals';
import { takenRows } from '../../../../../activities/twins/trials/ended/taken-rows.ts';

const TEXT = 'while read a b; do\n  test "$(src/add $a)" = $b || exit 1\ndone < rows\n';

async function asked(
  passes: (text: string | undefined) => boolean,
  said: (text: string | undefined) => string = () => 'wrong',
  program = { path: 'run.sh', text: TEXT },
) {
  let runs = 0;
  const found = await takenRows({
    programs: { files: [{ ...program, role: 'started' }] },
    passesWithWork: async ([change]) => {
      runs += 1;
      return passes(change?.text);
    },
    onAccepted: async ({ changes: [change] }) => ({ passed: false, gist: said(change?.text) }),
  });
  return { path: found?.path, runs };
}

test('takenRows: it passes with nothing to read for the work as well → none, after one run', async () => {
  expect(await asked(() => true)).toEqual({ path: undefined, runs: 1 });
});

test('takenRows: it fails with nothing to read for the work, each time → found', async () => {
  expect(await asked((text) => text === undefined)).toEqual({ path: 'run.sh', runs: 6 });
});

test('takenRows: the accepted state minds as well, or no loop reads rows → none', async () => {
  const passes = (text: string | undefined): boolean => text === undefined;
  expect((await asked(passes, (text) => `${text?.length}`)).path).toBeUndefined();
  const plain = { path: 'run.sh', text: 'test "$(src/add 1)" = 2\n' };
  expect(await asked(passes, undefined, plain)).toEqual({ path: undefined, runs: 0 });
});
