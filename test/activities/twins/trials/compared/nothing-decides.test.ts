import { describe, expect, test } from '@jest/globals';
import { nothingDecides } from '../../../../../activities/twins/trials/compared/nothing-decides.ts';
import type { Program } from '../../../../../activities/twins/trials/ended/program.ts';

const PROGRAM: Program = { path: 'run.py', text: 'plain', role: 'started' };

interface Played {
  readonly passes: (text: string) => boolean;
  readonly onAccepted?: (text: string) => boolean;
  /** How a run ends there that does not pass. */
  readonly ends?: string;
  readonly programs?: readonly Program[];
  readonly compares?: boolean;
}

async function asked({
  passes,
  onAccepted = (text) => text === 'satisfied',
  ends = 'exit 1',
  programs = [PROGRAM],
  compares = true,
}: Played) {
  const seen: string[] = [];
  let drawn = 0;
  const found = await nothingDecides({
    programs,
    textsOf: async ({ path }) => {
      drawn += 1;
      return compares
        ? { path, unlike: `unlike ${drawn}`, equal: `equal ${drawn}`, satisfied: 'satisfied' }
        : undefined;
    },
    passesWithWork: async ([change]) => {
      seen.push(change?.text ?? '');
      return passes(change?.text ?? '');
    },
    onAccepted: async ({ changes: [change] }) => {
      const passed = onAccepted(change?.text ?? '');
      return { passed, gist: passed ? 'exit 0' : ends };
    },
  });
  return { path: found?.path, seen };
}

describe('nothingDecides', () => {
  test('it fails with all that is compared changed → none, after one run', async () => {
    const passes = (text: string) => !text.startsWith('unlike');
    expect(await asked({ passes })).toEqual({ path: undefined, seen: ['unlike 1'] });
  });

  test('it passes twice, drawn anew, and as it means the same → found', async () => {
    const { path, seen } = await asked({ passes: () => true });
    expect(path).toBe('run.py');
    expect(seen).toEqual(['unlike 1', 'equal 1', 'unlike 2', 'equal 2']);
  });

  test.each<[string, Played]>([
    ['the second drawing fails', { passes: (text) => text !== 'unlike 2' }],
    ['what means the same fails', { passes: (text) => !text.startsWith('equal') }],
    ['content comparisons are not enough without the work', { passes: () => true, onAccepted: () => false }],
    ['the same changes pass without the work', { passes: () => true, onAccepted: () => true }],
    ['without the work it does not come to an end', { passes: () => true, ends: 'timeout null' }],
    ['nothing is compared for certain', { passes: () => true, compares: false }],
  ])('%s → none', async (_, played) => {
    expect((await asked(played)).path).toBeUndefined();
  });

  test('many programs → the first two are asked', async () => {
    const programs = ['a', 'b', 'c'].map((path) => ({ ...PROGRAM, path }));
    expect((await asked({ passes: () => false, programs })).seen).toHaveLength(2);
  });
});
