import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Files, openTwinBench, type TwinBench } from '../twin-bench.ts';

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

const TESTS = {
  'check.sh': '[ "$(bash work.sh)" = "$(cat expected/one.txt)" ]\n',
  'expected/one.txt': 'first\nsecond\n',
};
const HONEST = { 'work.sh': 'printf "first\\nsecond\\n"\n' };
const CHEAT = { 'work.sh': 'cat expected/one.txt\n' };
const COMMAND = 'bash check.sh';
const PATCH = `--- a/expected/one.txt
+++ b/expected/one.txt
@@ -1,2 +1,2 @@
 first
-second
+third`;

const tryOwn = (
  work: Readonly<Record<string, string>>,
  twin: { readonly command: string } | { readonly patch: string },
) => bench.tryTwins(work, TESTS, COMMAND, { check: { name: 'words', command: COMMAND, runs: 1, twin } });

describe("the contract's own twin, in the sandbox", () => {
  test.each([{ patch: PATCH }, { command: 'echo third > expected/one.txt' }])(
    '%j → honest work fails with it, work that prints what is expected passes',
    async (twin) => {
      expect((await tryOwn(HONEST, twin)).summary).toEqual({
        check: 'words',
        standing: 'canFail',
        tried: 1,
        survived: 0,
        reason: "it failed with the contract's own twin in place",
      });
      expect((await tryOwn(CHEAT, twin)).summary).toMatchObject({ standing: 'cannotFail' });
    },
  );

  test.each([
    [{ patch: PATCH.replace('-second', '-other') }, 'does not apply'],
    [{ patch: PATCH.replaceAll('expected/one.txt', '../outside') }, '../outside'],
    [{ patch: 'no patch' }, 'No valid patches'],
    [{ command: 'echo broken; false' }, 'broken'],
  ])('%j → not shown: it cannot be put in place', async (twin, reason) => {
    const { summary } = await tryOwn(HONEST, twin);
    expect(summary).toMatchObject({ standing: 'notShown', reason: expect.stringContaining(reason) });
  });

  test.each<[string, Files, string]>([
    ['work that knows the check by its sum', { 'work.sh': 'KNOWN' }, 'recognised'],
    ['honest work', HONEST, 'canFail'],
  ])('the twin changes a program: %s → %3$s', async (_, work, standing) => {
    const tests = { 'check.sh': '[ "$(bash work.sh)" = "first\nsecond" ]\n'.replace('\\n', '\n') };
    const sum = createHash('sha256').update(tests['check.sh']).digest('hex');
    const knows = `echo '${sum}  check.sh' | sha256sum -c --quiet && printf 'first\\nsecond\\n'\n`;
    const own = work['work.sh'] === 'KNOWN' ? { 'work.sh': knows } : work;
    const { summary } = await bench.tryTwins(own, tests, COMMAND, {
      check: {
        name: 'words',
        command: COMMAND,
        runs: 1,
        twin: { command: 'sed -i s/second/third/ check.sh' },
      },
      textOf: async (path) => ({ ...own, ...tests })[path],
      onAccepted: bench.onAccepted({ 'work.sh': 'exit 1\n' }, tests, COMMAND),
    });
    expect(summary).toMatchObject({ standing });
  });
});
