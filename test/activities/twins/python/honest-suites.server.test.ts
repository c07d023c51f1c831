import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REFUSING_SURVIVORS } from '../../../../activities/twins/trials/twin-decision.ts';
import { openTwinBench, readFiles, type TwinBench } from '../twin-bench.ts';

const HONEST = join(import.meta.dirname, 'honest');
/** More of them for a longer look: `TWIN_SEEDS=20`. */
const SEEDS = Array.from({ length: Number(process.env.TWIN_SEEDS ?? 1) }, (_, index) => index + 1);

let bench: TwinBench;
beforeAll(async () => {
  bench = await openTwinBench();
});
afterAll(() => bench.close());

/** Chance, and tests that look at their own text, leave less shown. */
const SHOWN: Readonly<Record<string, RegExp>> = { flaky: /^(canFail|notShown)$/, 'own-source': /^notShown$/ };
/** Such near misses pass where nearness is the work. */
const SURVIVED: Readonly<Record<string, number>> = { permissive: REFUSING_SURVIVORS - 1 };

describe('honest work under awkward Python suites', () => {
  test.each(readdirSync(HONEST).flatMap((name) => SEEDS.map((seed) => ({ name, seed }))))(
    '$name, drawn by $seed → not refused',
    async ({ name, seed }) => {
      const { 'work.py': work = '', ...tests } = readFiles(join(HONEST, name));
      const command = 'check_all.py' in tests ? 'python3 check_all.py' : 'python3 -m unittest -q test_work';
      const onAccepted = bench.onAccepted({ 'work.py': work }, tests, command);
      const record = await bench.tryTwins({ 'work.py': work }, tests, command, { seed, onAccepted });
      expect({ ...record.summary, runs: record.runs }).toMatchObject({
        standing: expect.stringMatching(SHOWN[name] ?? /^canFail$/),
      });
      // What looks as if it ran did run.
      expect(record.summary.survived).toBeLessThanOrEqual(SURVIVED[name] ?? 0);
    },
  );
});
