import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../../../activities/twins/drawing/random.ts';
import { figureEndedEarly } from '../../../../../activities/twins/trials/ended/figure-end.ts';
import type { MetricExpectation } from '../../../../../workflows/contract/contract.ts';

const TEXT = 'import subprocess\n\nsubprocess.run(["src/work"])\nprint("p95_ms: %d" % 7)\n';
const METRIC: MetricExpectation = { marker: 'p95_ms', op: '<', value: 20 };

interface Played {
  readonly text?: string;
  readonly metric?: MetricExpectation;
  /** The place of the figure by lot in the program, from 0 to 1; `undefined` where there is none. */
  readonly passes: (place: number | undefined) => boolean;
  readonly said?: (text: string) => string;
}

async function asked({ text = TEXT, metric = METRIC, passes, said }: Played) {
  const seen: number[] = [];
  const found = await figureEndedEarly({
    programs: {
      files: [{ path: 'bench/run.py', role: 'named', text }],
      parts: [],
      modules: new Set(),
      wantedCode: 0,
    },
    metric,
    random: createRandom(1),
    passesWithWork: async ([change]) => {
      const made = /[a-z]{9} p95_ms: (-?\d+)/.exec(change?.text ?? '');
      if (made !== null) seen.push(Number(made[1]));
      return passes(made === null ? undefined : made.index / (change?.text.length ?? 1));
    },
    onAccepted: async ({ changes: [change] }) => ({ passed: false, gist: said?.(change?.text ?? '') ?? '' }),
  });
  return { path: found?.program.path, isSure: found?.isSure, seen };
}

describe('figureEndedEarly', () => {
  test('a figure beyond the bound in the end fails the check → none, after one run', async () => {
    const { path, seen } = await asked({ passes: () => false });
    expect(path).toBeUndefined();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeGreaterThan(20);
    const most = { ...METRIC, op: '>=' } as const;
    expect((await asked({ metric: most, passes: () => false })).seen[0]).toBeLessThan(20);
  });

  test('it passes with one in the end, and fails with one at first → ended early, surely where it ends without the work', async () => {
    const passes = (place: number | undefined): boolean => place === undefined || place > 0.5;
    const said = (own: string): string => /[a-z]{9} p95_ms/.exec(own)?.[0] ?? '';
    expect(await asked({ passes, said })).toMatchObject({ path: 'bench/run.py', isSure: true });
    expect(await asked({ passes })).toMatchObject({ path: 'bench/run.py', isSure: false });
  });

  test.each<[string, Played]>([
    ['what it prints as errors is looked at by nobody', { passes: () => true }],
    ['the check fails now and then', { passes: (place) => place !== undefined && place > 0.5 }],
    ['another program prints the figure', { text: 'print(1)\n', passes: (place) => place !== 0 }],
    [
      'the figure is a member of a document',
      { metric: { jsonPath: 'p95_ms', op: '<', value: 20 }, passes: (place) => place !== 0 },
    ],
    [
      'a marker that a shell would read',
      { metric: { ...METRIC, marker: 'p95_ms$(x)' }, text: 'p95_ms$(x)', passes: (place) => place !== 0 },
    ],
  ])('%s → none', async (_, played) => {
    expect((await asked(played)).path).toBeUndefined();
  });
});
