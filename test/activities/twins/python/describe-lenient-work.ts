/** Work that passes wherever what is expected looks plausible: it is seen all the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTwinBench, type TwinBench } from '../twin-bench.ts';
import { type LenientWork, suiteOf } from './lenient-work.ts';

/** The sandbox has the system's Python, which has no pytest: functions are called by hand. */
const BY_HAND = `python3 -c "import test_work as t
for name in sorted(vars(t)):
    if name.startswith('test_'): getattr(t, name)()"`;

/** Each of them with each seed; the honest work beside it. */
export function describeLenientWork(works: readonly LenientWork[], seeds: readonly number[]): void {
  let bench: TwinBench;
  beforeAll(async () => {
    bench = await openTwinBench();
  });
  afterAll(() => bench.close());

  describe('work that is lenient where what is expected looks plausible', () => {
    test.each(works.flatMap((one) => seeds.map((seed) => ({ ...one, seed }))))(
      'work that $what, drawn by $seed → seen; the honest work → can fail',
      async ({ seed, ...one }) => {
        const command = one.isPytest ? BY_HAND : 'python3 -m unittest -q test_work';
        const tests = { 'test_work.py': suiteOf(one) };
        const tried = async (work: string) => {
          const { passed, output } = await bench.run({ ...tests, 'work.py': work }, command);
          expect([passed, output]).toEqual([true, output]);
          return bench.tryTwins({ 'work.py': work }, tests, command, { seed });
        };
        const lenient = await tried(one.lenient);
        expect([lenient.summary, lenient.runs]).toMatchObject([
          { standing: expect.stringMatching(/^(cannotFail|recognised)$/) },
          lenient.runs,
        ]);
        const honest = await tried(one.honest);
        expect({ ...honest.summary, runs: honest.runs }).toMatchObject({ standing: 'canFail', survived: 0 });
      },
    );
  });
}
