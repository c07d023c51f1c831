import { describe, expect, test } from '@jest/globals';
import type { CheckCopies } from '../../../activities/checks/check-copies.ts';
import type { ExaminedCheck } from '../../../activities/checks/examine.ts';
import { findUnproven } from '../../../activities/doubt/find-unproven.ts';
import { findUnsteady } from '../../../activities/doubt/find-unsteady.ts';
import { checkWith, outcomeWith } from '../../support/contract/sample-contract.ts';
import { createScriptedSandbox } from '../../support/sandbox/scripted-sandbox.ts';

const copy = {
  use: async (run: (directory: string) => Promise<unknown>) => ({ result: await run('/copy') }),
};
const copies = { withWork: copy, withoutWork: copy } as unknown as CheckCopies;

interface Played {
  readonly check?: Parameters<typeof checkWith>[0];
  readonly passedBefore?: boolean;
  readonly durationMs?: number;
  readonly readsWork?: boolean;
  /** Exit codes of the runs that are made in doubt, the last one from then on. */
  readonly exits?: readonly number[];
}

function played({ check, passedBefore = false, durationMs = 10, readsWork = true, exits = [0] }: Played) {
  const sandbox = createScriptedSandbox((_, index) => ({
    exitCode: exits[Math.min(index, exits.length - 1)] ?? 0,
    durationMs,
  }));
  const examined = {
    check: checkWith(check),
    role: 'verification',
    outcome: outcomeWith(),
    runs: Array.from({ length: check?.runs ?? 1 }, () => ({
      durationMs,
      reads: { known: true, changed: readsWork ? ['src/a'] : [] },
    })),
    known: { passedBefore },
  } as unknown as ExaminedCheck;
  return { sandbox, examined: [examined], settings: { sandbox, signal: new AbortController().signal } };
}

describe('findUnsteady', () => {
  const find = async (of: Played) => {
    const { sandbox, examined, settings } = played(of);
    return [await findUnsteady(examined, copies, settings), sandbox.commands.length];
  };

  test('passes every time → nothing, after three runs more', async () => {
    expect(await find({})).toEqual([[], 3]);
  });

  test('fails once more → named', async () => {
    expect(await find({ exits: [0, 1] })).toEqual([['tests'], 2]);
  });

  test('runs that the contract wanted count', async () => {
    expect(await find({ check: { runs: 3 } })).toEqual([[], 1]);
    expect(await find({ check: { runs: 5 } })).toEqual([[], 0]);
  });

  test('passed before the work already, a noisy figure, or slow → not run again', async () => {
    const metric = { marker: 'ms', op: '<' as const, value: 5 };
    expect(await find({ passedBefore: true, exits: [1] })).toEqual([[], 0]);
    expect(await find({ check: { expect: { exitCode: 0, metric } }, exits: [1] })).toEqual([[], 0]);
    expect(await find({ durationMs: 30_000, exits: [1] })).toEqual([[], 0]);
    expect(await find({ durationMs: 9_000 })).toEqual([[], 2]);
  });
});

describe('findUnproven', () => {
  const find = async (of: Played) => {
    const { sandbox, examined, settings } = played(of);
    return [await findUnproven(examined, copies, settings), sandbox.commands.length];
  };

  test('fails without the work → nothing; one that read none of it is doubted longest', async () => {
    expect(await find({ exits: [1] })).toEqual([[], 1]);
    expect(await find({ exits: [1], readsWork: false })).toEqual([[], 3]);
  });

  test('passes without the work → named, also if only once in three', async () => {
    expect(await find({ exits: [0] })).toEqual([['tests'], 1]);
    expect(await find({ exits: [1, 1, 0], readsWork: false })).toEqual([['tests'], 3]);
  });

  test('passed before already, or observes what is outside → not doubted', async () => {
    expect(await find({ passedBefore: true })).toEqual([[], 0]);
    expect(await find({ check: { observes: 'external' } })).toEqual([[], 0]);
  });
});
